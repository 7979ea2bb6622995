"""What a line manager’s briefing needs to know: the programme, and nobody in it."""

from uuid import UUID

from mentorhouse.access.relations import NotVisible
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.states import ProgrammeState


def programme_told_of(programme_id: UUID) -> Programme:
    """Return a programme that people are told of: none that is a draft or in the archive."""
    hidden = (ProgrammeState.DRAFT.value, ProgrammeState.ARCHIVED.value)
    programme = Programme.objects.filter(pk=programme_id).exclude(state__in=hidden).first()
    if programme is None:
        raise NotVisible
    return programme
