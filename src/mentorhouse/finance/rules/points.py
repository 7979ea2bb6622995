"""The nine financial points: which of them the books answer themselves, and why (R2.10)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from mentorhouse.finance.rules.budget import Funding, LineFigures, sure_of, total
from mentorhouse.finance.states import PointState
from mentorhouse.languages.saying import mark, say, say_many

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
        mark("Financial plan with a forecast"),
        mark("Is there a plan of what the programme will cost, and a forecast that follows it?"),
        mark("Say for each budget line what you still expect to spend."),
    ),
    Point(
        "budget",
        mark("Budget"),
        mark("Is money set aside for the programme, line by line?"),
        mark("Add budget lines with their planned amounts."),
    ),
    Point(
        "level",
        mark("Level of funding"),
        mark("Is it known how much money there is?"),
        mark("Record which funder has agreed to how much."),
    ),
    Point(
        "sources",
        mark("Sources of funding"),
        mark("Is it known where the money comes from?"),
        mark("Add each source of funding by name."),
    ),
    Point(
        "cycles",
        mark("Funders’ cycles"),
        mark("Is it known when each funder pays, and when it must be asked again?"),
        mark("Enter how often each funder pays and until when, and ask in time for what follows."),
    ),
    Point(
        "whole_life",
        mark("Funds for the whole life of the programme"),
        mark("Does the money that is agreed last until the end?"),
        mark("Find funding for the rest, or plan less."),
    ),
    Point(
        "controls",
        mark("Controls for audit and reporting"),
        mark("Can every payment be followed, and does a second person see the books?"),
        mark("Name a second co-ordinator who can look at the books."),
    ),
    Point(
        "governance",
        mark("Part of governance"),
        mark("Does whoever oversees the programme look at its money?"),
        mark("Agree who sees the figures and how often, and say so here."),
    ),
    Point(
        "day_to_day",
        mark("Day-to-day system"),
        mark("Is there a way to keep track of the money from day to day?"),
        mark("Record commitments and payments here as they happen, or say where they are kept."),
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
        return Answer(_N, say("There are no budget lines yet."))
    if said < len(books.lines):
        return Answer(
            _P,
            say(
                "{said} of {lines} say what is still expected.",
                said=said,
                lines=_how_many_lines(books),
            ),
        )
    return Answer(_Y, say("Every budget line has a plan and says what is still expected."))


def _budget(books: Books) -> Answer:
    planned = total(books.lines).planned
    if not planned:
        return Answer(_N, say("No money is planned yet."))
    return Answer(
        _Y,
        say(
            "{lines}, {planned} planned in all.",
            lines=_how_many_lines(books),
            planned=_pounds(planned),
        ),
    )


def _level(books: Books) -> Answer:
    sure = [source for source in books.sources if source.sure]
    if sure:
        return Answer(
            _Y, say("{sources} agreed or received.", sources=_pounds(sure_of(books.sources)))
        )
    if books.sources:
        return Answer(_P, say("Money is hoped for, and none is agreed yet."))
    return Answer(_N, say("No funding is recorded yet."))


def _sources(books: Books) -> Answer:
    if not books.sources:
        return Answer(_N, say("No source of funding is named yet."))
    return Answer(_Y, say("{sources} of funding named.", sources=_how_many_sources(books)))


def _cycles(books: Books) -> Answer:
    if not books.sources:
        return Answer(_N, say("No source of funding is named yet."))
    lasts = [source.ends_on or source.begins_on for source in books.sources]
    ends = [source.ends_on for source in books.sources if source.ends_on]
    if ends and max(lasts) <= books.today + SOON:
        return Answer(
            _P, say("All funding has ended or ends within three months. Ask what follows.")
        )
    return Answer(_Y, say("{sources} with cycle and dates.", sources=_how_many_sources(books)))


def _whole_life(books: Books) -> Answer:
    planned, sure = total(books.lines).planned, sure_of(books.sources)
    if not planned:
        return Answer(_N, say("No money is planned yet, so nobody can say whether it lasts."))
    if sure >= planned:
        return Answer(
            _Y,
            say(
                "{sure} agreed or received for {planned} planned.",
                sure=_pounds(sure),
                planned=_pounds(planned),
            ),
        )
    short = say(
        "{sure} agreed or received: {missing} is missing.",
        sure=_pounds(sure),
        missing=_pounds(planned - sure),
    )
    return Answer(_P if sure else _N, short)


def _controls(books: Books) -> Answer:
    if books.bookkeepers > 1:
        return Answer(
            _Y,
            say(
                "Every entry and every decision is recorded with who and when, "
                "and {bookkeepers} co-ordinators see the books.",
                bookkeepers=books.bookkeepers,
            ),
        )
    return Answer(
        _P,
        say(
            "Every entry and every decision is recorded with who and when, "
            "but only one co-ordinator sees the books."
        ),
    )


def _day_to_day(books: Books) -> Answer | None:
    if not books.entries:
        return None
    return Answer(
        _Y, say("{entries} commitments and payments are kept here.", entries=books.entries)
    )


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


def _how_many_lines(books: Books) -> str:
    return say_many("{count} budget line", "{count} budget lines", len(books.lines))


def _how_many_sources(books: Books) -> str:
    return say_many("{count} source", "{count} sources", len(books.sources))


def _pounds(amount: Decimal) -> str:
    return f"£{amount:,.2f}".removesuffix(".00")
