"""Plain words for what a run did: why a pair, why nobody, why not this one.

Only hard rules and visible criteria speak here. Private criteria order a run and stay silent:
no value, weight, title or effect of theirs is put into words (R5.15).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from mentorhouse.matching.engine.people import Bools, Ints, People
from mentorhouse.matching.engine.problem import Problem
from mentorhouse.matching.engine.solve import Result, solve

CHUNK = 1_000_000  # pairs looked at in one go


@dataclass(frozen=True)
class PartReason:
    """One part of a score: what it earned of what it could, in hundredths, and why."""

    title: str
    points: int
    most: int
    words: str

    def __str__(self) -> str:
        return f"{self.words} ({points(self.points)} of {points(self.most)})"


@dataclass(frozen=True)
class Absence:
    """Somebody who is in no pair, and why, most telling first."""

    key: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class WhyNot:
    """Why two people are not a pair, what would change it, and who has the mentor's places."""

    reasons: tuple[str, ...]
    changes: tuple[str, ...]
    holders: tuple[str, ...] = ()


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
            PartReason(part.title, hundredths[line], part.most, part.kernel.words(*places[line]))
            for part, hundredths in zip(problem.parts, earned, strict=True)
        )
        for line in range(len(places))
    ]


def unmatched_mentees(result: Result) -> tuple[Absence, ...]:
    """Return every mentee without a mentor, and why."""
    problem = result.problem
    return _absences(_Side.of_mentees(problem), result.unmatched_mentees)


def unmatched_mentors(result: Result) -> tuple[Absence, ...]:
    """Return every mentor without a mentee, and why."""
    problem = result.problem
    busy = {pair.mentor for pair in result.pairs}
    idle = [key for key in problem.request.mentors.keys if key not in busy]
    return _absences(_Side.of_mentors(problem), idle)


@dataclass(frozen=True)
class _Side:
    """One side of a run looking at the other."""

    problem: Problem
    own: People
    others: People
    place: dict[str, int]
    looking_up: bool  # mentees look for mentors

    @classmethod
    def of_mentees(cls, problem: Problem) -> "_Side":
        return cls(problem, problem.mentees, problem.mentors, problem.mentee_place, looking_up=True)

    @classmethod
    def of_mentors(cls, problem: Problem) -> "_Side":
        return cls(
            problem, problem.mentors, problem.mentees, problem.mentor_place, looking_up=False
        )

    def pairs(self, rows: Ints) -> tuple[Ints, Ints]:
        everyone = np.arange(len(self.others))[None, :]
        return (rows[:, None], everyone) if self.looking_up else (everyone, rows[:, None])

    def allowed(self, rows: Ints) -> Bools:
        return self.problem.allowed(*self.pairs(rows))

    def excluded(self, rows: Ints) -> list[Ints]:
        """Return for each hard rule how many of the others it excludes for each person."""
        masks = self.problem.masks
        return [(~mask.allowed(*self.pairs(rows))).sum(axis=1) for mask in masks]

    @cached_property
    def named(self) -> dict[int, Counter[str]]:
        """Return how many of the others are forbidden by name for a person, by reason."""
        counts: dict[int, Counter[str]] = defaultdict(Counter)
        for code, reason in self.problem.reasons.items():
            mentee, mentor = divmod(code, len(self.problem.mentors))
            counts[mentee if self.looking_up else mentor][reason] += 1
        return counts


def _absences(side: _Side, keys: Sequence[str]) -> tuple[Absence, ...]:
    size = max(1, CHUNK // max(1, len(side.others)))
    found: list[Absence] = []
    for start in range(0, len(keys), size):
        some = keys[start : start + size]
        rows = np.array([side.place[key] for key in some], dtype=np.int64)
        allowed = side.allowed(rows)
        excluded = side.excluded(rows)
        for line, key in enumerate(some):
            counts = [int(rule[line]) for rule in excluded]
            reasons = _why_absent(side, int(rows[line]), allowed[line], counts)
            found.append(Absence(key, tuple(reasons)))
    return tuple(found)


def _why_absent(side: _Side, row: int, allowed: Bools, counts: list[int]) -> Iterable[str]:
    if not len(side.others):
        return [f"There are no {side.others.side} in this run."]
    if not side.looking_up and side.problem.capacity[row] == 0:
        return ["Offers no places in this run."]
    if not allowed.any():
        return _excluded_by_rules(side, row, counts)
    if side.looking_up:
        return [_all_taken(side.problem, allowed)]
    able = _some(int(allowed.sum()), "mentee")
    return [f"{able} would be allowed, and all of them have a mentor in this run."]


def _all_taken(problem: Problem, allowed: Bools) -> str:
    able = _some(int(allowed.sum()), "mentor")
    if not problem.capacity[allowed].sum():
        return f"{able} would be allowed, but none of them offers a place."
    return (
        f"{able} would be allowed, but all of their places are taken: a place here would leave "
        "somebody else without a mentor."
    )


def _excluded_by_rules(side: _Side, row: int, counts: list[int]) -> Iterable[str]:
    whole, singular = len(side.others), side.others.side.removesuffix("s")
    yield f"None of {_some(whole, singular)} keeps every rule."
    for rule, count in zip(side.problem.request.rules.hard, counts, strict=True):
        if not rule.known(side.own)[row]:
            yield f"{rule.label.capitalize()} is not known. {rule.words}: this cannot be checked."
        elif count:
            yield f"{rule.words}: this excludes {count} of {whole}."
    for reason, count in side.named.get(row, Counter[str]()).items():
        yield f"{reason}: this excludes {count} of {whole}."


def _some(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def why_not(result: Result, mentee: str, mentor: str) -> WhyNot:
    """Return why two people are not a pair; where no rule is broken, by trying it."""
    problem = result.problem
    one, other = problem.place(mentee, mentor)
    partner = {pair.mentee: pair for pair in result.pairs}.get(mentee)
    if partner is not None and partner.mentor == mentor:
        return WhyNot(("They are a pair in this run.",), ())
    broken = problem.broken(one, other)
    if broken:
        return WhyNot(
            tuple(f"{words}." for words in broken), ("Only a change of the rules would allow it.",)
        )
    if partner is not None and partner.locked:
        return WhyNot(("The mentee is locked to another mentor.",), ("Unlock that pair.",))
    holders = tuple(pair.mentee for pair in result.pairs if pair.mentor == mentor)
    if not problem.places[other]:
        return _no_place(holders)
    return WhyNot(tuple(_better_use(result, mentee, mentor)), _changes(result, mentor), holders)


def _no_place(holders: tuple[str, ...]) -> WhyNot:
    if holders:
        words = "All of the mentor's places are taken by locked pairs."
        return WhyNot((words,), ("Unlock one of them, or add a place.",), holders)
    return WhyNot(("The mentor offers no places in this run.",), ("Add a place.",))


def _changes(result: Result, mentor: str) -> tuple[str, ...]:
    lock = "Lock this pair and run again."
    if result.places_left[mentor]:
        return (lock,)
    return (lock, "One more place with this mentor may make it possible.")


def _better_use(result: Result, mentee: str, mentor: str) -> Iterable[str]:
    request = result.problem.request
    tried = solve(replace(request, locked=(*request.locked, (mentee, mentor))))
    if result.places_left[mentor]:
        yield "The mentor has a place, but the mentee's place in the whole is elsewhere."
    else:
        yield "All of the mentor's places are put to a better use for the whole."
    fewer = len(result.pairs) - len(tried.pairs)
    lower = result.total - tried.total
    if fewer > 0:
        yield f"This pair would leave {_some(fewer, 'more mentee')} without a mentor."
    elif lower > 0:
        yield f"This pair would lower the total of all scores by {points(lower)} points."
    else:
        yield "Other pairs are as good or better, taking everything into account."
