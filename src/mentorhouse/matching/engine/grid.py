"""All pairs of a large run, in blocks of people who are alike to the rules.

Mentees who share organisation, grade and profession are one kind to most rules, and so are
mentors. What depends on kinds alone is counted once for two kinds, in a small table; only the
rest (sets that differ from person to person) is counted pair by pair, and only where the table
leaves a pair open. No table of all pairs ever exists.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from mentorhouse.matching.engine.people import Bools, Ints
from mentorhouse.matching.engine.problem import CLOSED, Part, Problem

MOST_KINDS = 2_000  # kinds of people on one side that are still worth a table
BLOCK = 2_000_000  # pairs looked at in one go


@dataclass(frozen=True)
class Block:
    """People of one kind, and everybody of the other side who is open to them."""

    own: Ints
    others: Ints
    base: Ints  # what kinds alone give with each of the others, in hundredths

    def only(self, some: Bools) -> "Block":
        """Return the block with some of the others left."""
        return Block(self.own, self.others[some], self.base[some])


class Grid:
    """The kinds of a problem, the table of their pairs, and the parts left to count singly."""

    def __init__(self, problem: Problem, most_kinds: int = MOST_KINDS) -> None:
        self.problem = problem
        self.kinds, self.single = _kinds(problem, most_kinds)
        self.extra_most = sum(part.most for part in self.single)
        self.table = self._table()
        mentees, mentors = problem.barred
        self.barred = _barred(mentees, mentors), _barred(mentors, mentees)
        takes_part = problem.free, problem.places > 0
        self.members = [_members(*side) for side in zip(self.kinds, takes_part, strict=True)]

    def _table(self) -> Ints:
        firsts = [np.unique(kinds, return_index=True)[1] for kinds in self.kinds]
        mentee, mentor = firsts[0][:, None], firsts[1][None, :]
        problem = self.problem
        total = np.zeros((len(firsts[0]), len(firsts[1])), dtype=np.int64)
        for part in (*problem.parts, *problem.private):
            if part not in self.single:
                total += part.points(mentee, mentor)
        for mask in problem.masks:
            total[~mask.allowed(mentee, mentor)] = CLOSED
        return total

    def blocks(self, *, of_mentees: bool) -> Iterator[Block]:
        """Yield everybody of one side, block by block, with those of the other side."""
        table = self.table if of_mentees else self.table.T
        own, others = self.members if of_mentees else self.members[::-1]
        everyone = np.sort(np.concatenate([*others, np.zeros(0, dtype=np.int64)]))
        kind_of = self.kinds[1 if of_mentees else 0][everyone]
        for kind, people in enumerate(own):
            base = table[kind][kind_of]
            open_ = base != CLOSED
            whole = Block(people, everyone, base).only(open_)
            size = max(1, BLOCK // max(1, len(whole.others)))
            for start in range(0, len(people) if len(whole.others) else 0, size):
                yield Block(people[start : start + size], whole.others, whole.base)

    def totals(self, block: Block, *, of_mentees: bool) -> Ints:
        """Return what each pair of a block gives in hundredths, CLOSED where it is forbidden."""
        own, others = block.own[:, None], block.others[None, :]
        mentee, mentor = (own, others) if of_mentees else (others, own)
        shape = len(block.own), len(block.others)
        total = np.broadcast_to(block.base, shape).copy()
        for part in self.single:
            total += part.points(mentee, mentor)
        total[total < self.problem.request.least] = CLOSED
        self._forbid(total, block, of_mentees=of_mentees)
        return total

    def _forbid(self, total: Ints, block: Block, *, of_mentees: bool) -> None:
        barred = self.barred[0 if of_mentees else 1]
        if not barred or not total.size:
            return
        for line, person in enumerate(block.own.tolist()):
            for other in barred.get(person, ()):
                place = int(np.searchsorted(block.others, other))
                if place < len(block.others) and block.others[place] == other:
                    total[line, place] = CLOSED


def _barred(people: Ints, others: Ints) -> dict[int, list[int]]:
    """Return with whom each person must not be paired by name."""
    barred: dict[int, list[int]] = {}
    for person, other in zip(people.tolist(), others.tolist(), strict=True):
        barred.setdefault(person, []).append(other)
    return barred


def _members(kinds: Ints, open_: Bools) -> list[Ints]:
    """Return who is of each kind, without those who take no part."""
    order = np.argsort(kinds, kind="stable")
    ends = np.cumsum(np.bincount(kinds))
    return [some[open_[some]] for some in np.split(order, ends[:-1])] if len(kinds) else []


def _kinds(problem: Problem, most: int) -> tuple[tuple[Ints, Ints], Sequence[Part]]:
    """Return each person's kind, and the parts with too many kinds to be worth a table."""
    mentees = np.zeros(len(problem), dtype=np.int64)
    mentors = np.zeros(len(problem.mentors), dtype=np.int64)
    for mask in problem.masks:
        mentees, mentors = _refine(mentees, mask.kinds[0]), _refine(mentors, mask.kinds[1])
    single = []
    for part in (*problem.parts, *problem.private):
        finer = _refine(mentees, part.kernel.kinds[0]), _refine(mentors, part.kernel.kinds[1])
        if max(kinds.max(initial=0) for kinds in finer) < most:
            mentees, mentors = finer
        else:
            single.append(part)
    return (mentees, mentors), single


def _refine(kinds: Ints, more: Ints) -> Ints:
    """Return kinds that tell apart what either told apart, numbered from 0 without gaps."""
    finest = np.unique(more, return_inverse=True)[1]
    both = kinds * (int(finest.max(initial=0)) + 1) + finest
    return np.asarray(np.unique(both, return_inverse=True)[1], dtype=np.int64)
