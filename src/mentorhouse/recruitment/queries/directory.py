"""Which programmes are open to anybody who looks (R3.19)."""

from datetime import date
from uuid import UUID

from django.db.models import F

from mentorhouse.access.relations import NotVisible
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.states import OPEN_FOR, Work
from mentorhouse.recruitment.rules.directory import Listing, is_listed, listing

STATES = [state.value for state in OPEN_FOR[Work.APPLY]]


def open_programmes(*, today: date) -> list[Listing]:
    """Return the programmes that recruit and stand in the directory, in one query.

    Only the parts of the design that are shown leave the database.
    """
    rows = (
        Programme.objects.filter(state__in=STATES)
        .order_by("name", "pk")
        .values(
            "pk",
            "name",
            public=F("design_data__public"),
            charge=F("design_data__charge"),
            entry=F("design_data__mentees__entry"),
            mentors=F("design_data__mentors__who"),
            mentees=F("design_data__mentees__who"),
        )
    )
    return [listing(row) for row in rows if is_listed(row, today=today)]


def found_recruiting(programme_id: UUID | str) -> Programme | None:
    """Return a programme that somebody may apply to, if it is open."""
    return Programme.objects.filter(pk=programme_id, state__in=STATES).first()


def recruiting_programme(programme_id: UUID) -> Programme:
    """Return a programme that somebody may apply to, to anybody. Raises `NotVisible`."""
    row = found_recruiting(programme_id)
    if row is None:
        raise NotVisible
    return row
