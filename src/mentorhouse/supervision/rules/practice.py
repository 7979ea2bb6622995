"""How a mentor’s practice is put together from answers, giving nobody away (R4.08, R4.09)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from mentorhouse.languages.saying import mark

# The seven sets of behaviour of effective mentors (spec 6).
BEHAVIOURS: Mapping[str, str] = {
    "context": mark("Help to see a matter from elsewhere"),
    "listening": mark("Listen, and say back what was heard"),
    "feelings": mark("Notice feelings, and ask about them"),
    "criticism": mark("Say what could be done differently, and what was strong"),
    "information": mark("Explain how things run, and where to find more"),
    "autonomy": mark("Hand decisions back"),
    "options": mark("Look for a third way when there are two"),
}
SCALE: Mapping[int, str] = {
    1: mark("Not yet"),
    2: mark("Sometimes"),
    3: mark("Often"),
    4: mark("Mostly"),
    5: mark("It is my way"),
}
Answers = Mapping[str, int]


@dataclass(frozen=True)
class Course:
    """One line of a self-assessment over time: points by day, the newest last."""

    words: str
    points: tuple[int | None, ...]


def over_time(assessments: Sequence[Sequence[tuple[str, int]]]) -> list[Course]:
    """Put some self-assessments side by side, the oldest first.

    Lines stand in the order of the newest; what was asked only earlier comes after.
    """
    newest_first = [dict(one) for one in reversed(assessments)]
    lines = dict.fromkeys(words for one in newest_first for words in one)
    return [Course(words, tuple(dict(one).get(words) for one in assessments)) for words in lines]


def full_batch(waiting: int, smallest: int) -> bool:
    """Whether enough mentees have answered for their answers to be shown together."""
    return waiting >= smallest


def averages(batches: Iterable[Sequence[Answers]], *, smallest: int) -> dict[str, float]:
    """Return the average of each behaviour, to one decimal.

    A batch counts for a behaviour only if at least `smallest` of it answered that one: what a new
    batch adds is then never fewer people’s answers, so nothing can be had by subtraction.
    """
    points: dict[str, list[int]] = {key: [] for key in BEHAVIOURS}
    for batch in batches:
        for key in BEHAVIOURS:
            answered = [one[key] for one in batch if key in one]
            if len(answered) >= smallest:
                points[key] += answered
    return {key: round(fmean(values), 1) for key, values in points.items() if values}
