"""The nine financial points: which of them the books answer themselves, and why (R2.10)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from mentorhouse.finance.rules.budget import Funding, LineFigures, sure_of, total
from mentorhouse.finance.states import PointState

SOON = timedelta(days=90)


@dataclass(frozen=True)
class Point:
    """One point: what it is called, what it asks, and what to do about it."""

    key: str
    title: str
    asks: str
    remedy: str


@dataclass(frozen=True)
class Books:
    """What the books say, as plain values."""

    lines: Sequence[LineFigures]
    sources: Sequence[Funding]
    entries: int
    bookkeepers: int
    today: date


@dataclass(frozen=True)
class Answer:
    """The answer of the books to a point, and the reason."""

    state: PointState
    reason: str


_Y, _P, _N = PointState.YES, PointState.PARTLY, PointState.NO

POINTS: Sequence[Point] = (
    Point(
        "plan",
        "Financial plan with a forecast",
        "Is there a plan of what the programme will cost, and a forecast that follows it?",
        "Say for each budget line what you still expect to spend.",
    ),
    Point(
        "budget",
        "Budget",
        "Is money set aside for the programme, line by line?",
        "Add budget lines with their planned amounts.",
    ),
    Point(
        "level",
        "Level of funding",
        "Is it known how much money there is?",
        "Record which funder has agreed to how much.",
    ),
    Point(
        "sources",
        "Sources of funding",
        "Is it known where the money comes from?",
        "Add each source of funding by name.",
    ),
    Point(
        "cycles",
        "Funders’ cycles",
        "Is it known when each funder pays, and when it must be asked again?",
        "Enter how often each funder pays and until when, and ask in time for what follows.",
    ),
    Point(
        "whole_life",
        "Funds for the whole life of the programme",
        "Does the money that is agreed last until the end?",
        "Find funding for the rest, or plan less.",
    ),
    Point(
        "controls",
        "Controls for audit and reporting",
        "Can every payment be followed, and does a second person see the books?",
        "Name a second co-ordinator who can look at the books.",
    ),
    Point(
        "governance",
        "Part of governance",
        "Does whoever oversees the programme look at its money?",
        "Agree who sees the figures and how often, and say so here.",
    ),
    Point(
        "day_to_day",
        "Day-to-day system",
        "Is there a way to keep track of the money from day to day?",
        "Record commitments and payments here as they happen, or say where they are kept.",
    ),
)
BY_KEY: Mapping[str, Point] = {point.key: point for point in POINTS}


def answer(key: str, books: Books) -> Answer | None:
    """Answer a point from the books; None where only a person can."""
    judge = JUDGES.get(key)
    return judge(books) if judge else None


def standing(answered: Answer | None, said: PointState | None) -> PointState | None:
    """Return where a point stands: what the books say, unless a person says it is not needed."""
    if answered is None or said is PointState.NOT_NEEDED:
        return said
    return answered.state


def _plan(books: Books) -> Answer:
    said = sum(line.still is not None for line in books.lines)
    if not books.lines:
        return Answer(_N, "There are no budget lines yet.")
    if said < len(books.lines):
        return Answer(
            _P, f"{said} of {_count(books.lines, 'budget line')} say what is still expected."
        )
    return Answer(_Y, "Every budget line has a plan and says what is still expected.")


def _budget(books: Books) -> Answer:
    planned = total(books.lines).planned
    if not planned:
        return Answer(_N, "No money is planned yet.")
    return Answer(_Y, f"{_count(books.lines, 'budget line')}, {_pounds(planned)} planned in all.")


def _level(books: Books) -> Answer:
    sure = [source for source in books.sources if source.sure]
    if sure:
        return Answer(_Y, f"{_pounds(sure_of(books.sources))} agreed or received.")
    if books.sources:
        return Answer(_P, "Money is hoped for, and none is agreed yet.")
    return Answer(_N, "No funding is recorded yet.")


def _sources(books: Books) -> Answer:
    if not books.sources:
        return Answer(_N, "No source of funding is named yet.")
    return Answer(_Y, f"{_count(books.sources, 'source')} of funding named.")


def _cycles(books: Books) -> Answer:
    if not books.sources:
        return Answer(_N, "No source of funding is named yet.")
    lasts = [source.ends_on or source.begins_on for source in books.sources]
    ends = [source.ends_on for source in books.sources if source.ends_on]
    if ends and max(lasts) <= books.today + SOON:
        return Answer(_P, "All funding has ended or ends within three months. Ask what follows.")
    return Answer(_Y, f"{_count(books.sources, 'source')} with cycle and dates.")


def _whole_life(books: Books) -> Answer:
    planned, sure = total(books.lines).planned, sure_of(books.sources)
    if not planned:
        return Answer(_N, "No money is planned yet, so nobody can say whether it lasts.")
    if sure >= planned:
        return Answer(_Y, f"{_pounds(sure)} agreed or received for {_pounds(planned)} planned.")
    short = f"{_pounds(sure)} agreed or received: {_pounds(planned - sure)} is missing."
    return Answer(_P if sure else _N, short)


def _controls(books: Books) -> Answer:
    recorded = "Every entry and every decision is recorded with who and when"
    if books.bookkeepers > 1:
        return Answer(_Y, f"{recorded}, and {books.bookkeepers} co-ordinators see the books.")
    return Answer(_P, f"{recorded}, but only one co-ordinator sees the books.")


def _day_to_day(books: Books) -> Answer | None:
    if not books.entries:
        return None
    return Answer(_Y, f"{books.entries} commitments and payments are kept here.")


JUDGES: Mapping[str, Callable[[Books], Answer | None]] = {
    "plan": _plan,
    "budget": _budget,
    "level": _level,
    "sources": _sources,
    "cycles": _cycles,
    "whole_life": _whole_life,
    "controls": _controls,
    "day_to_day": _day_to_day,
}


def _count(things: Sequence[object], one: str) -> str:
    return f"{len(things)} {one}{'' if len(things) == 1 else 's'}"


def _pounds(amount: Decimal) -> str:
    return f"£{amount:,.2f}".removesuffix(".00")
