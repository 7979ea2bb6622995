"""Groups: a few mentees round one mentor who fit the mentor and one another (R9.08, R9.09).

A group's score is half how the mentees fit the mentor (the mean of the pairs' scores) and half how
they fit together (the mean over every two of them, both ways). As many mentees as can be are
placed; then those who went without before; then the greatest sum over all mentees of their
group's score. Where few groups are possible all of them are compared, and the choice is exact.
Where they are many, the likeliest are compared and improved step by step, and the bound of an
easier question (each mentee on their own, with the best companion there is) says how far from the
best the choice can be.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from math import comb

import numpy as np

from mentorhouse.matching.engine.company import (
    LEAST,
    MOST,
    Company,
    GroupRequest,
    GroupResult,
    result_of,
)
from mentorhouse.matching.engine.measures import FULL
from mentorhouse.matching.engine.packing import MOST_COLUMNS, Column, pack
from mentorhouse.matching.engine.people import Ints
from mentorhouse.matching.engine.rules import Criterion
from mentorhouse.matching.engine.solve import Result

STEPS = 6  # times that a choice is improved, at most
FEW = 5_000  # groups that a choice among many starts with
NEIGHBOURS = 60  # groups looked at around one that was chosen


def groups(asked: GroupRequest) -> GroupResult:
    """Return the best groups round one mentor each, with a bound where not all were compared."""
    table = Company(asked)
    everyone = {mentor: table.hopeful(mentor) for mentor in range(len(table.problem.mentors))}
    if _many(table, everyone) <= MOST_COLUMNS:
        columns = _columns(table, everyone)
        packed = pack(columns, _ones(table))
        return result_of(table, [columns[nth] for nth in packed.chosen], packed.bound)
    bound, seats = _easier(table)
    columns = _columns(table, _fewer(table, everyone))
    columns += [table.column(*seat) for seat in seats if len(seat[1]) >= asked.least]
    chosen = _improved(table, columns)
    return result_of(table, chosen, bound)


def from_unmatched(result: Result, among: tuple[Criterion, ...], most: int = MOST) -> GroupResult:
    """Return groups that would take mentees whom a run left without a mentor (R9.09).

    A mentor keeps the mentees of the run, who become the group's first members; mentors with a
    place left may start a group of their own.
    """
    held = Counter(pair.mentor for pair in result.pairs)
    full = {pair.mentee for pair in result.pairs if held[pair.mentor] >= most}
    kept = [(pair.mentee, pair.mentor) for pair in result.pairs if pair.mentee not in full]
    gone = [*result.request.withdrawn, *full, *(key for key in held if held[key] >= most)]
    request = replace(result.request, locked=kept, withdrawn=gone)
    return groups(GroupRequest(request, among, most))


def _many(table: Company, hopeful: Mapping[int, Sequence[int]]) -> int:
    return sum(
        comb(len(own), more)
        for mentor, own in hopeful.items()
        for more in table.sizes(mentor)
        if len(own)
    )


def _columns(table: Company, hopeful: Mapping[int, Sequence[int]]) -> list[Column]:
    return [
        table.column(mentor, (*table.fixed.get(mentor, ()), *some))
        for mentor, own in hopeful.items()
        for more in table.sizes(mentor)
        for some in combinations(own, more)
    ]


def _fewer(table: Company, hopeful: Mapping[int, Sequence[int]]) -> dict[int, Sequence[int]]:
    """Return of the mentees who could join each mentor the best, so many that FEW groups result."""
    keep, found = table.asked.most, _best(table, hopeful, table.asked.most)
    while keep < max(map(len, hopeful.values()), default=0):
        keep += 1
        more = _best(table, hopeful, keep)
        if _many(table, more) > FEW:
            break
        found = more
    return found


def _best(
    table: Company, hopeful: Mapping[int, Sequence[int]], keep: int
) -> dict[int, Sequence[int]]:
    return {
        mentor: [own[nth] for nth in np.argsort(-table.fit[own, mentor], kind="stable")[:keep]]
        for mentor, own in hopeful.items()
    }


def _improved(table: Company, columns: list[Column]) -> list[Column]:
    """Return the best of some groups, again and again with all that are one mentee different."""
    packed = pack(columns, _ones(table))
    chosen = [columns[nth] for nth in packed.chosen]
    for _ in range(STEPS):
        columns = list(
            {column.rows: column for column in (*columns, *_near(table, chosen))}.values()
        )
        better = pack(columns, _ones(table))
        if better.worth <= packed.worth:
            break
        packed, chosen = better, [columns[nth] for nth in better.chosen]
    return chosen


def _near(table: Company, chosen: Iterable[Column]) -> Iterator[Column]:
    """Yield the best groups that are one mentee different from one of those chosen."""
    for column in chosen:
        *members, row = column.rows
        mentor = row - len(table.problem)
        fixed = set(table.fixed.get(mentor, ()))
        inner = [set(members), *({*members} - {gone} for gone in members if gone not in fixed)]
        others = [mentee for mentee in table.hopeful(mentor) if mentee not in members]
        made = [tuple(sorted(kept)) for kept in inner[1:]]
        made += [(*sorted(kept), mentee) for kept in inner for mentee in others]
        sizes = range(table.asked.least, table.asked.most + 1)
        near = [
            table.column(mentor, some)
            for some in made
            if len(some) in sizes and len(some) > len(fixed)
        ]
        yield from sorted(near, key=lambda one: (-one.worth, one.rows))[:NEIGHBOURS]


def _easier(table: Company) -> tuple[int, list[tuple[int, list[int]]]]:
    """Return what no choice can exceed, and a seating of each mentee for themselves.

    Nobody fits better with a mentor than their own score and the best companion there is.
    """
    from scipy.optimize import linear_sum_assignment

    best = table.beside.max(axis=1, initial=0)[:, None] if table.asked.among else table.fit
    most = (table.fit + best + 1) // 2
    if table.asked.least < LEAST:
        most = np.maximum(most, table.fit)  # somebody alone with a mentor has no companion to fit
    for mentor in table.fixed:
        most[:, mentor] = max(int(table.fit.max()), FULL)
    worth = table.unit + table.whole * table.problem.rounds[:, None] + most
    worth = np.where(table.open, worth, 0)
    worth[list(table.taken)] = 0
    room = [table.asked.most - len(table.fixed.get(at, ())) for at in range(worth.shape[1])]
    owner = np.repeat(np.arange(worth.shape[1]), room)
    rows, places = linear_sum_assignment(worth[:, owner], maximize=True)
    came = worth[rows, owner[places]]
    seats: dict[int, list[int]] = {mentor: list(own) for mentor, own in table.fixed.items()}
    for mentee, place, value in zip(rows.tolist(), places.tolist(), came.tolist(), strict=True):
        if value:
            seats.setdefault(int(owner[place]), []).append(mentee)
    return int(came.sum()), list(seats.items())


def _ones(table: Company) -> Ints:
    return np.ones(len(table.problem) + len(table.problem.mentors), dtype=np.int64)
