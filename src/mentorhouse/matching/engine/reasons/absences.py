"""Why somebody is in no pair, and what change would help."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from mentorhouse.languages.saying import say, say_many
from mentorhouse.matching.engine.people import Bools, Ints, People
from mentorhouse.matching.engine.problem import Problem
from mentorhouse.matching.engine.solve import Result

CHUNK = 1_000_000  # pairs looked at in one go


@dataclass(frozen=True)
class Absence:
    """Somebody who is in no pair, why, and what change would help, most telling first."""

    key: str
    reasons: tuple[str, ...]
    changes: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Standing:
    """How one person stands to everybody of the other side."""

    row: int
    allowed: Bools
    excluded: Sequence[int]  # how many each hard rule excludes
    alone: Sequence[int]  # how many each hard rule excludes that nothing else does


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

    def standings(self, rows: Ints) -> Iterator[_Standing]:
        """Yield how people stand to everybody of the other side."""
        allowed = self.problem.allowed(*self.pairs(rows))
        broken = [~mask.allowed(*self.pairs(rows)) for mask in self.problem.masks]
        many = sum(broken, np.zeros(allowed.shape, dtype=np.int64))
        many += self.barred(rows)
        excluded = [rule.sum(axis=1).tolist() for rule in broken]
        alone = [(rule & (many == 1)).sum(axis=1).tolist() for rule in broken]
        for line, row in enumerate(rows.tolist()):
            counts = [rule[line] for rule in excluded], [rule[line] for rule in alone]
            yield _Standing(row, allowed[line], *counts)

    def barred(self, rows: Ints) -> Bools:
        """Return who is forbidden by name."""
        mentee, mentor = self.problem.forbidden
        own, other = (mentee, mentor) if self.looking_up else (mentor, mentee)
        line = np.full(len(self.own), -1)
        line[rows] = np.arange(len(rows))
        here = line[own] >= 0
        barred = np.zeros((len(rows), len(self.others)), dtype=np.bool_)
        barred[line[own[here]], other[here]] = True
        return barred

    @cached_property
    def known(self) -> list[Sequence[bool]]:
        """Return for each hard rule and person of this side whether it can be checked."""
        return [rule.known(self.own) for rule in self.problem.request.rules.hard]

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
        for key, standing in zip(some, side.standings(rows), strict=True):
            reasons = tuple(_why_absent(side, standing))
            found.append(Absence(key, reasons, tuple(_what_helps(side, standing))))
    return tuple(found)


def _why_absent(side: _Side, here: _Standing) -> Iterable[str]:
    if not len(side.others):
        if side.looking_up:
            return [say("There are no mentors in this run.")]
        return [say("There are no mentees in this run.")]
    if not side.looking_up and side.problem.capacity[here.row] == 0:
        return [say("Offers no places in this run.")]
    if not here.allowed.any():
        return _excluded_by_rules(side, here)
    if side.looking_up:
        return [_all_taken(side.problem, here.allowed)]
    return [
        say_many(
            "{count} mentee would be allowed, and all of them have a mentor in this run.",
            "{count} mentees would be allowed, and all of them have a mentor in this run.",
            int(here.allowed.sum()),
        )
    ]


def _all_taken(problem: Problem, allowed: Bools) -> str:
    able = int(allowed.sum())
    if not problem.capacity[allowed].sum():
        return say_many(
            "{count} mentor would be allowed, but none of them offers a place.",
            "{count} mentors would be allowed, but none of them offers a place.",
            able,
        )
    return say_many(
        "{count} mentor would be allowed, but all of their places are taken: a place here would "
        "leave somebody else without a mentor.",
        "{count} mentors would be allowed, but all of their places are taken: a place here would "
        "leave somebody else without a mentor.",
        able,
    )


def _excluded_by_rules(side: _Side, here: _Standing) -> Iterator[str]:
    whole = len(side.others)
    if side.looking_up:
        yield say_many(
            "None of {count} mentor keeps every rule.",
            "None of {count} mentors keeps every rule.",
            whole,
        )
    else:
        yield say_many(
            "None of {count} mentee keeps every rule.",
            "None of {count} mentees keeps every rule.",
            whole,
        )
    rules = side.problem.request.rules.hard
    for rule, known, count in zip(rules, side.known, here.excluded, strict=True):
        if not known[here.row]:
            yield say(
                "{what} is not known. {rule}: this cannot be checked.",
                what=say(rule.label).capitalize(),
                rule=rule.words,
            )
        elif count:
            yield _excludes(rule.words, count, whole)
    for reason, count in side.named.get(here.row, Counter[str]()).items():
        yield _excludes(say(reason), count, whole)


def _excludes(rule: str, count: int, whole: int) -> str:
    return say("{rule}: this excludes {some} of {all}.", rule=rule, some=count, all=whole)


def _what_helps(side: _Side, here: _Standing) -> Iterator[str]:
    if not len(side.others):
        return
    if not side.looking_up and side.problem.capacity[here.row] == 0:
        yield say("Add a place.")
    elif not here.allowed.any():
        yield from _which_rule(side, here)
    elif side.looking_up:
        yield say_many(
            "One more place with this mentor would do.",
            "One more place with any of these {count} mentors would do.",
            int(here.allowed.sum()),
        )


def _which_rule(side: _Side, here: _Standing) -> Iterator[str]:
    """Yield what is missing, or the one rule without which most would be allowed."""
    rules = side.problem.request.rules.hard
    known = zip(rules, side.known, strict=True)
    missing = [rule.label for rule, whom in known if not whom[here.row]]
    for label in missing:
        yield say("Fill in what is missing: {label}.", label=say(label))
    if missing:
        return
    most = max(here.alone, default=0)
    if not most:
        yield say("No single rule is to blame: each of the others breaks more than one.")
        return
    yield say_many(
        "Without this one rule, {count} person would be allowed: {rule}.",
        "Without this one rule, {count} people would be allowed: {rule}.",
        most,
        rule=rules[here.alone.index(most)].words,
    )
