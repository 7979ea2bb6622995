"""The figures of each week, for those who steer: counts that name nobody (R2.07, R12.04)."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.readers import who_can_read
from mentorhouse.access.relations import NotVisible, may
from mentorhouse.design import tables
from mentorhouse.design.paging import page_of
from mentorhouse.languages.saying import say
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.queries import programme_for
from mentorhouse.reporting.models import Release
from mentorhouse.reporting.queries.figures import release_for, releases_of
from mentorhouse.reporting.rules.figures import drawn, from_kept

WEEKS = 12


@door(Capability.SEE_GOVERNANCE)
def figures(request: SignedInRequest, programme_id: UUID) -> HttpResponse:
    """Show the newest figures, and name those of earlier weeks."""
    programme = _programme(request, programme_id)
    rows = releases_of(request.user, programme)
    return _page(request, programme, rows.first(), page=page_of(rows, request, size=WEEKS))


@door(Capability.SEE_GOVERNANCE)
def of_week(request: SignedInRequest, programme_id: UUID, release_id: UUID) -> HttpResponse:
    """Show the figures of an earlier week."""
    programme = _programme(request, programme_id)
    return _page(request, programme, release_for(request.user, programme, release_id))


@door(Capability.SEE_GOVERNANCE)
def export(
    request: SignedInRequest, programme_id: UUID, release_id: UUID, kind: str
) -> HttpResponseBase:
    """Hand out the figures of a week as a file, just as on the page."""
    programme = _programme(request, programme_id)
    if kind not in tables.TYPES:
        raise NotVisible
    row = release_for(request.user, programme, release_id)
    lines = [
        (group.title, cell.words, cell.shown if cell.number is None else cell.number)
        for group in drawn(from_kept(row.figures), least=row.small_number).values()
        for cell in group.cells
    ]
    heads = (say("Of"), say("State"), say("How many"))
    return tables.as_download(kind, f"figures-{row.day.isoformat()}", heads, lines)


def _programme(request: SignedInRequest, programme_id: UUID) -> Programme:
    return programme_for(request.user, programme_id, Capability.SEE_GOVERNANCE)


def _page(
    request: SignedInRequest, programme: Programme, release: Release | None, **more: object
) -> HttpResponse:
    groups = drawn(from_kept(release.figures), least=release.small_number) if release else {}
    page = {
        "programme": programme,
        "keeps": may(request.user, Capability.RUN_GOVERNANCE, programme),
        "sits": True,
        "readers": who_can_read(Capability.SEE_GOVERNANCE),
        "release": release,
        "groups": groups,
    }
    return render(request, "reporting/figures.html", page | more)
