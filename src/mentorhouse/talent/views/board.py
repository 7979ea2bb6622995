"""What the board sees, and what co-ordinators export."""

from collections.abc import Callable, Mapping
from uuid import UUID

from django.http import HttpResponseBase
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible
from mentorhouse.design import tables
from mentorhouse.design.paging import page_of
from mentorhouse.languages.saying import mark
from mentorhouse.programmes.models import Programme
from mentorhouse.talent.actions.nominations import note_export
from mentorhouse.talent.forms import NominationFilter
from mentorhouse.talent.queries import nominations as people
from mentorhouse.talent.queries import opportunities as queries
from mentorhouse.talent.views.pages import draw

Lines = list[tuple[tables.Cell, ...]]


@door(Capability.READ_TALENT_FIGURES)
def board(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """Show names of those nominated, and counts; nothing more."""
    programme = people.talent_programme(request.user, programme_id, Capability.READ_TALENT_FIGURES)
    found = queries.board_of(request.user, programme)
    return draw(request, "board", programme, board=found, page=page_of(found.names, request))


@door(Capability.MANAGE_NOMINATIONS)
def export(request: SignedInRequest, programme_id: UUID, part: str, kind: str) -> HttpResponseBase:
    """Hand out nominations, opportunities or placements as a file."""
    programme = people.talent_programme(request.user, programme_id, Capability.MANAGE_NOMINATIONS)
    if kind not in tables.TYPES or part not in PARTS:
        raise NotVisible
    headings, lines_of = PARTS[part]
    lines = lines_of(request, programme)
    note_export(programme, what=part, count=len(lines), by=request.user, at=timezone.now())
    return tables.as_download(kind, part, headings, lines)


def _nominations(request: SignedInRequest, programme: Programme) -> Lines:
    bodies = people.bodies_of(request.user, programme)
    chosen = NominationFilter(request.GET, organisations=bodies).chosen()
    return [
        (
            row.name, row.email, row.job_title, row.grade, row.organisation.name, row.state,
            row.nominated_at.date().isoformat(),
        )
        for row in people.nominations_of(request.user, programme, **chosen)
    ]  # fmt: skip


def _opportunities(request: SignedInRequest, programme: Programme) -> Lines:
    rows = queries.opportunities_in(
        request.user, programme, today=timezone.localdate(), closed=True
    )
    return [
        (
            row.title, row.kind, row.organisation.name, row.begins_on.isoformat(),
            row.ends_on.isoformat() if row.ends_on else "", row.open_until.isoformat(),
            "closed" if row.closed_at else "", row.interest,  # type: ignore[attr-defined]  # the query adds it
        )
        for row in rows
    ]  # fmt: skip


def _placements(request: SignedInRequest, programme: Programme) -> Lines:
    return [
        (
            row.nomination.name, row.nomination.organisation.name, row.opportunity.title,
            row.opportunity.organisation.name, row.begins_on.isoformat(),
            row.ends_on.isoformat() if row.ends_on else "", row.state,
        )
        for row in queries.placements_in(request.user, programme)
    ]  # fmt: skip


PARTS: Mapping[str, tuple[tuple[str, ...], Callable[[SignedInRequest, Programme], Lines]]] = {
    "nominations": (
        (
            mark("Name"),
            mark("E-mail"),
            mark("Job title"),
            mark("Grade"),
            mark("Organisation"),
            mark("State"),
            mark("Nominated on"),
        ),
        _nominations,
    ),
    "opportunities": (
        (
            mark("Title"),
            mark("Kind"),
            mark("Organisation"),
            mark("From"),
            mark("Until"),
            mark("Open until"),
            mark("Closed"),
            mark("Interested"),
        ),
        _opportunities,
    ),
    "placements": (
        (
            mark("Name"),
            mark("From organisation"),
            mark("Opportunity"),
            mark("At"),
            mark("From"),
            mark("Until"),
            mark("State"),
        ),
        _placements,
    ),
}
