"""The beginning of every deed here: lock the programme, ask who, and refuse in the archive."""

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import require
from mentorhouse.access.states import NotNow
from mentorhouse.accounts.models import User
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.rules import IN_THE_ARCHIVE
from mentorhouse.programmes.states import ProgrammeState


def kept(programme: Programme, *, by: User) -> Programme:
    """Lock a programme for one who keeps its governance pages. Deeds of one programme wait here."""
    row = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
    require(by, Capability.RUN_GOVERNANCE, row)
    refuse_archived(row)
    return row


def refuse_archived(programme: Programme) -> None:
    """Refuse a deed in a programme that is in the archive."""
    if programme.state == ProgrammeState.ARCHIVED:
        raise NotNow(IN_THE_ARCHIVE)
