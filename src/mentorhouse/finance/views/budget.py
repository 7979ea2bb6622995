"""The overview of a budget, the totals for the steering group, and what leaves as a file."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible
from mentorhouse.design import tables
from mentorhouse.design.paging import page_of
from mentorhouse.finance import queries
from mentorhouse.finance.actions.entries import note_export
from mentorhouse.finance.forms import ClaimFilter
from mentorhouse.finance.queries import budget as reads
from mentorhouse.finance.queries.claims import claims_in, has_claims
from mentorhouse.finance.rules import budget as rules
from mentorhouse.finance.views.pages import ours
from mentorhouse.languages.saying import mark
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.queries import programme_for

Lines = list[tuple[tables.Cell, ...]]


@door(Capability.MANAGE_BUDGET)
def overview(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """Show the budget: what comes in, each line with plan, spending and forecast, what waits."""
    programme = ours(request, programme_id)
    today = timezone.localdate()
    facts = queries.budget_facts(request.user, programme, today=today)
    shown = _drawn(request, programme)
    more = {
        "facts": facts,
        "points_done": sum(state in {"yes", "not needed"} for _, state in facts.points),
        "has_claims": has_claims(request.user, programme),
    }
    return render(request, "finance/budget.html", shown | more)


@door(Capability.READ_BUDGET_TOTALS)
def totals(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """Show totals for each line to the steering group: no entry, no claim, no name."""
    programme = programme_for(request.user, programme_id, Capability.READ_BUDGET_TOTALS)
    facts = queries.budget_facts(request.user, programme, today=timezone.localdate())
    return render(request, "finance/totals.html", _drawn(request, programme) | {"facts": facts})


def _drawn(request: SignedInRequest, programme: Programme) -> dict[str, Any]:
    figures = reads.figures_of(request.user, programme)
    page = page_of(figures, request)
    return {
        "programme": programme,
        "page": page,
        "bars": rules.bars(list(page)),
        "total": rules.total(figures),
        "scale": rules.SCALE,
    }


@door(Capability.MANAGE_BUDGET)
def export(request: SignedInRequest, programme_id: UUID, part: str, kind: str) -> HttpResponseBase:
    """Hand out lines, entries, sources or claims as a file."""
    programme = ours(request, programme_id)
    if kind not in tables.TYPES or part not in PARTS:
        raise NotVisible
    headings, lines_of = PARTS[part]
    lines = lines_of(request, programme)
    note_export(programme, what=part, count=len(lines), by=request.user, at=timezone.now())
    return tables.as_download(kind, f"budget-{part}", headings, lines)


def _lines(request: SignedInRequest, programme: Programme) -> Lines:
    figures = reads.figures_of(request.user, programme)
    return [
        (f.name, f.planned, f.actual, f.committed, f.still, f.forecast, f.left)
        for f in (*figures, rules.total(figures))
    ]


def _entries(request: SignedInRequest, programme: Programme) -> Lines:
    return [
        (e.line.name, e.kind, e.state, e.on.isoformat(), e.amount, e.what, e.struck_out_why)
        for e in reads.entries_of(request.user, programme)
    ]


def _sources(request: SignedInRequest, programme: Programme) -> Lines:
    return [
        (
            s.funder, s.amount, s.cycle, s.funding.payments, s.funding.in_all,
            s.begins_on.isoformat(), s.ends_on.isoformat() if s.ends_on else "", s.state,
        )
        for s in reads.sources_of(request.user, programme)
    ]  # fmt: skip


def _claims(request: SignedInRequest, programme: Programme) -> Lines:
    chosen = ClaimFilter(request.GET).chosen()
    return [
        (
            c.participation.person.name, c.on.isoformat(), c.kind, c.miles, c.amount, c.state,
            c.granted, c.paid_on.isoformat() if c.paid_on else "",
        )
        for c in claims_in(request.user, programme, **chosen)
    ]  # fmt: skip


PARTS: Mapping[str, tuple[tuple[str, ...], Callable[[SignedInRequest, Programme], Lines]]] = {
    "lines": (
        (
            mark("Line"),
            mark("Planned"),
            mark("Spent"),
            mark("Committed"),
            mark("Still expected"),
            mark("Forecast"),
            mark("Left"),
        ),
        _lines,
    ),
    "entries": (
        (
            mark("Line"),
            mark("Kind"),
            mark("State"),
            mark("Date"),
            mark("Amount"),
            mark("What"),
            mark("Why struck out"),
        ),
        _entries,
    ),
    "sources": (
        (
            mark("Funder"),
            mark("Each time"),
            mark("How often"),
            mark("Payments"),
            mark("In all"),
            mark("From"),
            mark("Until"),
            mark("State"),
        ),
        _sources,
    ),
    "claims": (
        (
            mark("Mentor"),
            mark("Date"),
            mark("Kind"),
            mark("Miles"),
            mark("Claimed"),
            mark("State"),
            mark("Approved"),
            mark("Paid on"),
        ),
        _claims,
    ),
}
