"""The beginning of every deed here: lock the programme, ask who, and ask how it stands."""

from uuid import UUID

from django.db.models import Model

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.accounts.models import User
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.rules import check_open
from mentorhouse.programmes.states import Work
from mentorhouse.talent.queries.nominations import uses_nominations


def locked(programme_id: UUID) -> Programme:
    """Lock a programme that uses nominations. Deeds of one programme wait here for one another."""
    row = Programme.objects.select_for_update(no_key=True).get(pk=programme_id)
    if not uses_nominations(row):
        raise NotVisible
    return row


def allow(by: User, capability: Capability, on: Model, work: Work, programme: Programme) -> None:
    """Refuse who may not, as absent; then what the programme leaves no room for, in words."""
    require(by, capability, on)
    check_open(programme.state, work)
