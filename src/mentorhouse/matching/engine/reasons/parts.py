"""The parts of a score, with words: they add up to it exactly."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mentorhouse.matching.engine.problem import Problem
from mentorhouse.matching.engine.worth import Part


@dataclass(frozen=True)
class PartReason:
    """One part of a score: what it earned of what it could, in hundredths, and why."""

    title: str
    points: int
    most: int
    words: str
    to_mentee: str = ""  # as each of the two reads it
    to_mentor: str = ""

    def __str__(self) -> str:
        return f"{self.words} ({points(self.points)} of {points(self.most)})"


def points(hundredths: int) -> str:
    """Return points as people read them: no more decimals than needed."""
    return f"{hundredths / 100:.2f}".rstrip("0").rstrip(".")


def score_parts(problem: Problem, mentee: str, mentor: str) -> tuple[PartReason, ...]:
    """Return the parts of a pair's score; they add up to it exactly."""
    return parts_of_pairs(problem, [(mentee, mentor)])[0]


def parts_of_pairs(
    problem: Problem, pairs: Sequence[tuple[str, str]]
) -> list[tuple[PartReason, ...]]:
    """Return the parts of many pairs' scores, pair by pair."""
    places = [problem.place(*pair) for pair in pairs]
    mentees, mentors = np.array(places, dtype=np.int64).reshape(-1, 2).T
    earned = [part.points(mentees, mentors).tolist() for part in problem.parts]
    return [
        tuple(
            _reason(part, hundredths[line], places[line])
            for part, hundredths in zip(problem.parts, earned, strict=True)
        )
        for line in range(len(places))
    ]


def _reason(part: Part, hundredths: int, place: tuple[int, int]) -> PartReason:
    told = part.kernel.words(*place)
    return PartReason(part.title, hundredths, part.most, told.words, told.to_mentee, told.to_mentor)
