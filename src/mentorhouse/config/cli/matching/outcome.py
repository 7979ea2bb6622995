"""A finished run with everything that its results say: pairs, reasons, the unmatched, proof."""

from collections.abc import Mapping
from dataclasses import dataclass

from mentorhouse.matching.engine.certificate import faults_of
from mentorhouse.matching.engine.floor import faults_of_floor
from mentorhouse.matching.engine.problem import Request
from mentorhouse.matching.engine.reasons import (
    Absence,
    PartReason,
    parts_of_pairs,
    unmatched_mentees,
    unmatched_mentors,
)
from mentorhouse.matching.engine.solve import Pair, Result, solve


@dataclass(frozen=True)
class Read:
    """A run as read from two spreadsheets: the request, people's names, and notes to print."""

    request: Request
    names: Mapping[str, str]
    notes: tuple[str, ...]
    identity_left_out: bool
    identity_used: bool


@dataclass(frozen=True)
class Explained:
    """A pair and the parts of its score."""

    pair: Pair
    parts: tuple[PartReason, ...]


@dataclass(frozen=True)
class Outcome:
    """A run, explained and checked."""

    read: Read
    result: Result
    pairs: tuple[Explained, ...]
    unmatched_mentees: tuple[Absence, ...]
    unmatched_mentors: tuple[Absence, ...]
    faults: tuple[str, ...]

    @property
    def checked(self) -> bool:
        """Say whether the proof held when it was counted again."""
        return not self.faults


def outcome_of(read: Read) -> Outcome:
    """Run the match, explain everybody and check the certificate once more."""
    result = solve(read.request)
    problem = result.problem
    parts = parts_of_pairs(problem, [(pair.mentee, pair.mentor) for pair in result.pairs])
    return Outcome(
        read,
        result,
        tuple(Explained(*both) for both in zip(result.pairs, parts, strict=True)),
        unmatched_mentees(result),
        unmatched_mentors(result),
        _faults(result),
    )


def _faults(result: Result) -> tuple[str, ...]:
    """Return what is wrong with the proof, that of the floor too where there is one."""
    if result.floor is None:
        return faults_of(result.problem, result.certificate)
    return faults_of_floor(result.floor)
