"""How far people come who begin to apply, and where they stop: figures without names (issue 4)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mentorhouse.languages.saying import mark
from mentorhouse.recruitment.rules.counting import (
    Row,
    Table,
    hidden_in,
    protected_row,
    protected_tables,
)
from mentorhouse.recruitment.states import ApplicationState

_S = ApplicationState
# Where somebody is who began to apply, in the order of the way: each in just one place.
PLACES: Mapping[str, tuple[str, str]] = {
    "unsent": (mark("Began, not sent"), mark("They write, or gave it up. A reminder may help.")),
    "submitted": (mark("Sent in, to look at"), mark("They wait for you.")),
    "asked": (mark("Asked a question"), mark("They have not answered yet.")),
    "waiting": (mark("On the waiting list"), mark("They wait for a place.")),
    "declined": (mark("Declined"), mark("Are the criteria clear before people apply?")),
    "withdrawn": (mark("Withdrawn"), mark("They decided against it after sending.")),
    "approved": (mark("Approved, no match yet"), mark("They wait for a match.")),
    "matched": (mark("Matched"), mark("They have a partner, or had one.")),
}
# What is summed of them; tables by organisation, grade and answer have the sums alone.
SUMS: Mapping[str, tuple[str, ...]] = {
    "others": ("submitted", "asked", "waiting", "declined", "withdrawn"),
    "in": ("approved", "matched"),
    "applied": ("others", "in"),
    "began": ("unsent", "applied"),
}
IN_TABLES = {name: of for name, of in SUMS.items() if name in {"applied", "began"}}
SUM_WORDS: Mapping[str, str] = {
    "unsent": mark("Began, not sent"),
    "others": mark("Sent in, not approved or not yet"),
    "in": mark("Approved"),
    "applied": mark("Applied"),
    "began": mark("Began"),
}
ELSEWHERE = mark("All others")
ANOTHER = mark("Another page")
UNKNOWN = mark("Not known: begun before this was counted")
MOST_ROWS = 30
WIDTH = 480


@dataclass(frozen=True)
class Applicant:
    """One application as it is counted: where it is on its way, and what it counts under."""

    place: str
    under: str = ""


@dataclass(frozen=True)
class Bar:
    """One place of the way as it is drawn: its figure, and how long its bar is."""

    words: str
    hint: str
    count: int | None
    length: int


def place_of(state: ApplicationState, *, sent: bool, matched: bool) -> str:
    """Return where an applicant is."""
    if not sent:
        return "unsent"
    return "matched" if state is _S.APPROVED and matched else state.value


def everybody(applicants: Iterable[Applicant], *, least: int) -> Row:
    """Return the figures of all who began, small numbers hidden."""
    counted = Counter(one.place for one in applicants)
    return protected_row({place: counted[place] for place in PLACES}, SUMS, least=least)


def tables(
    everybody: Row,
    applicants: Mapping[str, Iterable[Applicant]],
    first: Mapping[str, Iterable[str]],
    *,
    least: int,
) -> dict[str, Table]:
    """Return the sums by what people count under, in several tables of the same people.

    `first` names the lines that come first in a table; the largest of the others follow.
    """
    gathered = {}
    for title, counted in applicants.items():
        cells: dict[str, Counter[str]] = {name: Counter() for name in first.get(title, ())}
        for one in counted:
            cells.setdefault(one.under, Counter())[_summed(one.place)] += 1
        gathered[title] = _gathered(cells, [*first.get(title, ())], least)
    return protected_tables(everybody, gathered, IN_TABLES, least=least)


def _summed(place: str) -> str:
    return next((name for name, of in SUMS.items() if place in of and name != "began"), place)


def _gathered(
    cells: Mapping[str, Counter[str]], first: list[str], least: int
) -> dict[str, Counter[str]]:
    """Gather what is small or beyond the longest table in one line."""
    rest = sorted(cells.keys() - set(first), key=lambda name: (-cells[name].total(), name))
    large = [name for name in rest if cells[name].total() >= least]
    kept = first + large[: max(MOST_ROWS - len(first), 5)]
    found = {name: cells[name] for name in kept}
    for name in rest:
        if name not in found:
            found.setdefault(ELSEWHERE, Counter()).update(cells[name])
    return found


def stops(
    pages: Iterable[str], came_to: Iterable[str | None], everybody: Row, *, least: int
) -> Row:
    """Return how many of those who have not sent stand at which page of the form.

    They stand under “began, not sent” of everybody; where that is hidden, so are all of them.
    """
    here = dict.fromkeys(pages, 0)
    for page in came_to:
        place = UNKNOWN if page is None else page if page in here else ANOTHER
        here[place] = here.get(place, 0) + 1
    if everybody["unsent"] is None:
        return dict.fromkeys(here)
    total = ""  # no page is called so
    counts = here | {total: everybody["unsent"]}
    hidden = hidden_in(counts, [(*here, total)], least=least, told={total})
    return {page: None if page in hidden else count for page, count in here.items()}


def bars(row: Row) -> list[Bar]:
    """Return what is drawn; a hidden figure has no bar."""
    longest = max((row[place] or 0 for place in PLACES), default=0) or 1
    return [
        Bar(words, hint, row[place], round(WIDTH * (row[place] or 0) / longest))
        for place, (words, hint) in PLACES.items()
    ]
