"""Reads of the budget: sources, lines with their figures, entries, points, and facts for reports.

A few queries give all figures, whatever the number of lines and entries.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet, Sum

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, require
from mentorhouse.finance.models import Claim, Entry, FinancialPoint, Line, Source
from mentorhouse.finance.rules import budget as rules
from mentorhouse.finance.rules import points as point_rules
from mentorhouse.finance.rules.budget import LineFigures
from mentorhouse.finance.rules.money import NOTHING
from mentorhouse.finance.rules.points import POINTS, Answer, Books, Point
from mentorhouse.finance.states import UNDECIDED, EntryKind, EntryState, PointState
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.relations import in_force

Row = TypeVar("Row", bound=Model)
SPENT = Q(entries__kind=EntryKind.ACTUAL.value, entries__state=EntryState.BOOKED.value)
PROMISED = Q(entries__kind=EntryKind.COMMITMENT.value, entries__state=EntryState.OPEN.value)


@dataclass(frozen=True)
class Standing:
    """One of the nine points, what the books and the co-ordinator say, and where it stands."""

    point: Point
    answer: Answer | None
    said: FinancialPoint
    state: PointState | None


@dataclass(frozen=True)
class BudgetFacts:
    """What other rooms may know of a programme's money: totals, counts, and the nine points."""

    lines: int
    planned: Decimal
    actual: Decimal
    committed: Decimal
    forecast: Decimal
    agreed: Decimal
    hoped: Decimal
    claims_open: int
    points: tuple[tuple[str, PointState | None], ...]

    @property
    def there(self) -> bool:
        """Whether there is a budget."""
        return self.planned > 0

    @property
    def funded(self) -> bool:
        """Whether the money that is agreed or received reaches for what is planned."""
        return self.there and self.agreed >= self.planned

    @property
    def over(self) -> bool:
        """Whether the forecast is more than the plan."""
        return self.forecast > self.planned


def figures_of(viewer: Viewer, programme: Programme) -> list[LineFigures]:
    """Return every line in figures, for those who may read totals. Raises `NotVisible`."""
    require(viewer, Capability.READ_BUDGET_TOTALS, programme)
    rows = programme.budget_lines.annotate(
        spent=Sum("entries__amount", filter=SPENT), promised=Sum("entries__amount", filter=PROMISED)
    )
    return [_figures(row) for row in rows]


def _figures(row: Any) -> LineFigures:  # a Line with the sums that the query adds
    return LineFigures(
        row.name,
        planned=row.planned,
        actual=row.spent or NOTHING,
        committed=row.promised or NOTHING,
        still=row.still_expected,
        key=row.pk,
    )


def sources_of(viewer: Viewer, programme: Programme) -> QuerySet[Source]:
    """Return the sources of funding, for who keeps the budget."""
    require(viewer, Capability.MANAGE_BUDGET, programme)
    return programme.sources.all()


def source_for(viewer: Viewer, programme: Programme, source_id: UUID) -> Source:
    """Return one source of a programme."""
    rows = Source.objects.select_related("programme").filter(programme=programme)
    return _one(viewer, rows, source_id)


def line_for(viewer: Viewer, programme: Programme, line_id: UUID) -> Line:
    """Return one budget line of a programme."""
    rows = Line.objects.select_related("programme").filter(programme=programme)
    return _one(viewer, rows, line_id)


def entry_for(viewer: Viewer, programme: Programme, entry_id: UUID) -> Entry:
    """Return one entry in the books of a programme."""
    rows = Entry.objects.select_related("line__programme").filter(line__programme=programme)
    return _one(viewer, rows, entry_id)


def lines_of(viewer: Viewer, programme: Programme) -> QuerySet[Line]:
    """Return the budget lines, to choose one of."""
    require(viewer, Capability.MANAGE_BUDGET, programme)
    return programme.budget_lines.all()


def entries_of(viewer: Viewer, programme: Programme, line: Line | None = None) -> QuerySet[Entry]:
    """Return the entries of a line, or of all lines, the newest first."""
    require(viewer, Capability.MANAGE_BUDGET, programme)
    rows = Entry.objects.filter(line__programme=programme) if line is None else line.entries.all()
    return rows.select_related("line")


def figures_for(viewer: Viewer, line: Line) -> LineFigures:
    """Return one line in figures."""
    found = (f for f in figures_of(viewer, line.programme) if f.key == line.pk)
    return next(found)


def standings(viewer: Viewer, programme: Programme, *, today: date) -> list[Standing]:
    """Return the nine points, each with what the books and the co-ordinator say."""
    require(viewer, Capability.MANAGE_BUDGET, programme)
    return _standings(programme, figures_of(viewer, programme), today=today)


def budget_facts(viewer: Viewer, programme: Programme, *, today: date) -> BudgetFacts:
    """Return totals and counts for the health check, the evidence pack and reports."""
    figures = figures_of(viewer, programme)
    whole = rules.total(figures)
    funding = [source.funding for source in programme.sources.all()]
    waiting = Claim.objects.filter(
        participation__programme=programme, state__in=[state.value for state in UNDECIDED]
    )
    return BudgetFacts(
        lines=len(figures),
        planned=whole.planned,
        actual=whole.actual,
        committed=whole.committed,
        forecast=whole.forecast,
        agreed=rules.sure_of(funding),
        hoped=rules.hoped_of(funding),
        claims_open=waiting.count(),
        points=tuple(
            (one.point.title, one.state) for one in _standings(programme, figures, today=today)
        ),
    )


def _standings(programme: Programme, figures: list[LineFigures], *, today: date) -> list[Standing]:
    books = Books(
        lines=figures,
        sources=[source.funding for source in programme.sources.all()],
        entries=Entry.objects.filter(line__programme=programme).count(),
        bookkeepers=in_force().central().filter(programme=programme).count(),
        today=today,
    )
    said = {row.key: row for row in programme.financial_points.all()}
    found = []
    for point in POINTS:
        row = said.get(point.key) or FinancialPoint(programme=programme, key=point.key)
        answer = point_rules.answer(point.key, books)
        state = point_rules.standing(answer, PointState(row.state) if row.state else None)
        found.append(Standing(point, answer, row, state))
    return found


def _one(viewer: Viewer, rows: "QuerySet[Row]", row_id: UUID) -> Row:
    row = rows.filter(pk=row_id).first()
    if row is None:
        raise NotVisible
    require(viewer, Capability.MANAGE_BUDGET, row)
    return row
