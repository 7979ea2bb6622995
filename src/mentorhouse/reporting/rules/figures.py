"""What the weekly figures count, and how a reader sees them (R2.07, R12.04)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from mentorhouse.languages.saying import mark, say
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.programmes.states import ParticipationState
from mentorhouse.reporting.rules.gate import Reader, Report, Shown, Way, released

ALL = "all"
Groups = Mapping[str, Report]
Kept = Mapping[str, Mapping[str, Sequence[int | None]]]


def _words(states: type[StrEnum], said: Mapping[str, str]) -> Mapping[str, str]:
    found = {state.value: said.get(state.value, state.value.capitalize()) for state in states}
    return {**found, ALL: mark("All")}


OF_PEOPLE = _words(
    ParticipationState,
    {
        "invited": mark("Invited, no answer yet"),
        "accepted": mark("Taking part"),
        "declined": mark("Said no"),
    },
)
OF_PARTNERSHIPS = _words(
    PartnershipState,
    {
        "offered": mark("Offered, waiting for an answer"),
        "active": mark("Running"),
        "declined": mark("Declined"),
        "lapsed": mark("Lapsed before both had answered"),
        "ended": mark("Ended"),
    },
)
TITLES: Mapping[str, str] = {
    "mentor": mark("Mentors"),
    "mentee": mark("Mentees"),
    "partnership": mark("Partnerships"),
}
WORDS: Mapping[str, Mapping[str, str]] = {
    "mentor": OF_PEOPLE,
    "mentee": OF_PEOPLE,
    "partnership": OF_PARTNERSHIPS,
}


@dataclass(frozen=True)
class Cell:
    """One figure as a reader sees it; `number` only where it is shown as it is."""

    words: str
    shown: str
    number: int | None


@dataclass(frozen=True)
class Group:
    """Figures that add up to their last."""

    title: str
    cells: tuple[Cell, ...]


def released_groups(
    counts: Mapping[str, Mapping[str, int]], earlier: Sequence[tuple[int, Groups]], *, least: int
) -> dict[str, Report]:
    """Return the figures as they may be given out to readers who keep the earlier ones.

    `counts` holds a number for each state of each group; `earlier` what was given out before, each
    with the small number of its time.
    """
    found: dict[str, Report] = {}
    for key, parts in counts.items():
        sums = {ALL: [*parts]}
        before = [
            Reader(groups[key], sums, least=then) for then, groups in earlier if key in groups
        ]
        full = {**parts, ALL: sum(parts.values())}
        found[key] = released(full, sums, before, least=least)
    return found


def as_kept(groups: Groups) -> dict[str, dict[str, list[int | None]]]:
    """Return released figures as plain values: group → figure → way and number."""
    return {
        key: {name: [int(shown.way), shown.number] for name, shown in report.items()}
        for key, report in groups.items()
    }


def from_kept(kept: Kept) -> dict[str, Report]:
    """Return released figures from plain values."""
    return {key: dict(_read(report)) for key, report in kept.items()}


def _read(report: Mapping[str, Sequence[int | None]]) -> Iterator[tuple[str, Shown]]:
    for name, (way, number) in report.items():
        yield name, Shown(Way(way or 0), number)


def drawn(groups: Groups, *, least: int) -> dict[str, Group]:
    """Return released figures in words."""
    return {
        key: Group(
            say(TITLES[key]),
            tuple(
                Cell(say(words), in_words(report[name], least), _exact(report[name]))
                for name, words in WORDS[key].items()
                if name in report
            ),
        )
        for key, report in groups.items()
    }


def in_words(shown: Shown, least: int) -> str:
    """Say a figure as it is shown."""
    if shown.way is Way.SMALL:
        return say("fewer than {limit}", limit=least)
    if shown.number is None:
        return say("not shown")
    number = f"{shown.number:,}"
    return say("about {number}", number=number) if shown.way is Way.ROUNDED else number


def _exact(shown: Shown) -> int | None:
    return shown.number if shown.way is Way.EXACT else None
