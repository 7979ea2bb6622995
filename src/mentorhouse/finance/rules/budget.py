"""The figures of a budget: what comes in, and for each line plan, spending and forecast.

forecast = spent + committed and not paid yet + what the co-ordinator still expects.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from mentorhouse.finance.rules.money import NOTHING
from mentorhouse.finance.states import Cycle, SourceState
from mentorhouse.languages.saying import say

MONTHS_BETWEEN: Mapping[Cycle, int] = {
    Cycle.MONTHLY: 1,
    Cycle.QUARTERLY: 3,
    Cycle.HALF_YEARLY: 6,
    Cycle.YEARLY: 12,
}
LONGEST_YEARS = 20


@dataclass(frozen=True)
class LineFigures:
    """One line of the budget in figures. `still` is what is still expected; None: not said."""

    name: str
    planned: Decimal
    actual: Decimal = NOTHING
    committed: Decimal = NOTHING
    still: Decimal | None = None
    key: Any = None

    @property
    def forecast(self) -> Decimal:
        """What the line will have cost in the end, as far as one knows today."""
        return self.actual + self.committed + (self.still or NOTHING)

    @property
    def left(self) -> Decimal:
        """What the plan has left after the forecast; less than nothing when it is overspent."""
        return self.planned - self.forecast

    @property
    def over(self) -> bool:
        """Whether the forecast is more than the plan."""
        return self.left < 0


def total(lines: Iterable[LineFigures], name: str = "") -> LineFigures:
    """Add lines up."""
    lines = list(lines)
    said = [line.still for line in lines if line.still is not None]
    return LineFigures(
        name or say("Total"),
        planned=sum((line.planned for line in lines), NOTHING),
        actual=sum((line.actual for line in lines), NOTHING),
        committed=sum((line.committed for line in lines), NOTHING),
        still=sum(said, NOTHING) if said else None,
    )


@dataclass(frozen=True)
class Bar:
    """One line drawn: the width of each part and where the plan stands, in hundredths of all."""

    figures: LineFigures
    actual: int
    committed: int
    still: int
    planned: int


SCALE = 1000


def bars(lines: Sequence[LineFigures]) -> list[Bar]:
    """Draw lines to one scale, so that they can be compared."""
    longest = max((max(line.planned, line.forecast) for line in lines), default=NOTHING)

    def width(amount: Decimal | None) -> int:
        return int((amount or NOTHING) * SCALE / longest) if longest else 0

    return [
        Bar(line, width(line.actual), width(line.committed), width(line.still), width(line.planned))
        for line in lines
    ]


@dataclass(frozen=True)
class Funding:
    """One source of money."""

    funder: str
    amount: Decimal
    cycle: Cycle
    begins_on: date
    ends_on: date | None
    state: SourceState

    @property
    def payments(self) -> int:
        """How often it pays."""
        return payments(self.cycle, self.begins_on, self.ends_on)

    @property
    def in_all(self) -> Decimal:
        """What it brings in all."""
        return self.amount * self.payments

    @property
    def sure(self) -> bool:
        """Whether it is more than a hope."""
        return self.state is not SourceState.HOPED_FOR


def payments(cycle: Cycle, begins_on: date, ends_on: date | None) -> int:
    """Count the payments: one on the first day, and one for each cycle begun until the last day."""
    if cycle is Cycle.ONE_OFF or ends_on is None:
        return 1
    months = (ends_on.year - begins_on.year) * 12 + ends_on.month - begins_on.month
    months -= ends_on.day < begins_on.day
    return 1 + max(months, 0) // MONTHS_BETWEEN[cycle]


def sure_of(sources: Iterable[Funding]) -> Decimal:
    """Add up what is agreed or received."""
    return sum((source.in_all for source in sources if source.sure), NOTHING)


def hoped_of(sources: Iterable[Funding]) -> Decimal:
    """Add up what is only hoped for."""
    return sum((source.in_all for source in sources if not source.sure), NOTHING)


def period_problem(cycle: Cycle, begins_on: date, ends_on: date | None) -> str:
    """Say what is wrong with the dates of a source; nothing if they make sense."""
    if ends_on is None:
        if cycle is Cycle.ONE_OFF:
            return ""
        return say("Enter the date until which it pays: without it nobody can say what it brings.")
    if ends_on < begins_on:
        return say("The last day must not lie before the first day.")
    if ends_on.year - begins_on.year > LONGEST_YEARS:
        return say(
            "The last day must lie within {longest_years} years of the first day.",
            longest_years=LONGEST_YEARS,
        )
    return ""
