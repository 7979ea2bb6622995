"""Scalings and self-assessments side by side, as bars and as a table (R8.05, R8.06). Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mentorhouse.development.rules.capabilities import CAPABILITIES, PRACTICES, STAGES
from mentorhouse.development.rules.sheets import Answers, Kind
from mentorhouse.languages.saying import say

Dated = tuple[datetime, str, Answers]
Means = dict[str, dict[str, tuple[int, float]]]  # capability → stage → people, mean
ROW, GAP = 14, 28


@dataclass(frozen=True)
class Bar:
    """One bar of the drawing: its number of the most, and where it lies."""

    words: str
    value: int
    percent: int
    y: int


@dataclass(frozen=True)
class Group:
    """Bars that belong together under one name."""

    words: str
    y: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Chart:
    """A drawing and its table."""

    groups: tuple[Group, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    height: int


def compared(kind: Kind, sheets: Sequence[Dated]) -> Chart | None:
    """Draw one's own sheets of a kind; nothing where there is nothing to draw."""
    if kind.key == CAPABILITIES.key:
        return _capabilities(sheets)
    done = [one for one in sheets if one[2].get("now") is not None]
    names = (say("Now"), say("Next"))
    found = [
        (f"{when.date():%d.%m.%Y} {title}", [int(a["now"]), int(a["next"])])
        for when, title, a in done
    ]
    return _chart(names, found, most=10)


def _capabilities(sheets: Sequence[Dated]) -> Chart | None:
    last = {answers.get("stage"): answers for _, _, answers in sheets}
    stages = [(key, say(words)) for key, words in STAGES if key in last]
    found = [
        (say(box.label), [int(last[key].get(box.key) or 0) for key, _ in stages])
        for part in CAPABILITIES.parts[1:] for box in part.boxes
    ]  # fmt: skip
    told = [(words, values) for words, values in found if any(values)]
    return _chart(tuple(words for _, words in stages), told, most=5)


def _chart(
    names: Sequence[str], found: Sequence[tuple[str, list[int]]], *, most: int
) -> Chart | None:
    if not found:
        return None
    groups, y = [], 0
    for words, values in found:
        bars = tuple(
            Bar(name, value, value * 100 // most, y + GAP + ROW * place)
            for place, (name, value) in enumerate(zip(names, values, strict=True))
        )
        groups.append(Group(words, y + 20, bars))
        y += GAP + ROW * len(names) + 10
    rows = tuple((words, *(str(v) if v else "–" for v in values)) for words, values in found)
    return Chart(tuple(groups), tuple(names), rows, y)


def means(said: Sequence[tuple[str, Answers]], *, least: int) -> Means:
    """Add up what people say of themselves at each stage, `least` people at a time."""
    found: Means = {}
    for stage, _ in STAGES:
        of_stage = [answers for when, answers in said if when == stage]
        for key in PRACTICES:
            told = [int(answers[key]) for answers in of_stage if answers.get(key)]
            counted = told[: len(told) // least * least]
            if counted:
                found.setdefault(key, {})[stage] = (len(counted), sum(counted) / len(counted))
    return found
