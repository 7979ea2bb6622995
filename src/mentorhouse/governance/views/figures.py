"""Figures for the steering group: counts that name nobody (R2.07)."""

from uuid import UUID

from django.http import HttpResponseBase

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible
from mentorhouse.design import tables
from mentorhouse.governance.queries.figures import figures_of
from mentorhouse.governance.views.pages import page, seen
from mentorhouse.languages.saying import say


@door(Capability.SEE_GOVERNANCE)
def figures(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """Show the figures, small numbers hidden."""
    programme = seen(request, programme_id)
    return page(
        request,
        "figures",
        programme,
        readers=Capability.SEE_GOVERNANCE,
        figures=figures_of(request.user, programme),
        limit=programme.design.evaluation.small_number,
    )


@door(Capability.SEE_GOVERNANCE)
def export(request: SignedInRequest, programme_id: UUID, kind: str) -> HttpResponseBase:
    """Hand out the figures as a file, hidden as on the page."""
    programme = seen(request, programme_id)
    if kind not in tables.TYPES:
        raise NotVisible
    rows = [
        (say(name), say(cell.words), cell.shown if cell.count is None else cell.count)
        for name, group in figures_of(request.user, programme).items()
        for cell in (*group.cells, group.total)
    ]
    return tables.as_download(kind, "figures", (say("Of"), say("State"), say("How many")), rows)
