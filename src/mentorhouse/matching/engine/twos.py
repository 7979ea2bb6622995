"""Two-by-two: an experienced and a new mentor together, with two mentees (R9.01, R9.03, R9.08).

A pair of mentors is suggested because there are two mentees whom both may mentor; its score is
half the mean of the four pairs and half how the two mentees fit together. Where few fours are
possible all are compared and the choice is exact; else the best of each two mentors are.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy as np

from mentorhouse.matching.engine.company import Company, GroupRequest, GroupResult, result_of
from mentorhouse.matching.engine.packing import MOST_COLUMNS, Column, pack
from mentorhouse.matching.engine.people import Ints

TWO = 2


@dataclass(frozen=True)
class _Couple:
    """Two mentors, and every two mentees whom both may mentor, best first."""

    experienced: int
    new: int
    one: Ints
    other: Ints
    score: Ints


def two_by_two(asked: GroupRequest, experienced: Collection[str]) -> GroupResult:
    """Return the best fours: one mentor who is experienced, one who is new, two mentees.

    As many fours as can be, then the greatest sum of their scores. Mentors without a place take
    no part. The first of a group's mentors is the experienced one.
    """
    company = Company(asked)
    couples = list(_couples(company, frozenset(experienced)))
    possible = sum(len(couple.score) for couple in couples)
    each = possible if possible <= MOST_COLUMNS else max(1, MOST_COLUMNS // len(couples))
    columns = [column for couple in couples for column in _columns(company, couple, each)]
    many = len(company.problem) + len(company.problem.mentors)
    packed = pack(columns, np.ones(many, dtype=np.int64))
    chosen = [columns[nth] for nth in packed.chosen]
    bound = packed.bound if each == possible else _easier(company, couples)
    return result_of(company, chosen, max(bound, packed.worth))


def _couples(company: Company, experienced: frozenset[str]) -> Iterator[_Couple]:
    keys = company.problem.mentors.keys
    able = np.flatnonzero(company.problem.capacity > 0).tolist()
    old = [mentor for mentor in able if keys[mentor] in experienced]
    new = [mentor for mentor in able if keys[mentor] not in experienced]
    for first in old:
        for second in new:
            both = np.flatnonzero(company.open[:, first] & company.open[:, second])
            one, other = (both[side] for side in np.triu_indices(len(both), 1))
            fits = company.fit[:, first] + company.fit[:, second]
            score = (fits[one] + fits[other]) // (2 * TWO)
            if company.asked.among:
                score = (score + company.beside[one, other]) // 2
            order = np.lexsort((other, one, -score))
            yield _Couple(first, second, one[order], other[order], score[order])


def _columns(company: Company, couple: _Couple, each: int) -> Iterator[Column]:
    mentors = couple.experienced, couple.new
    behind = len(company.problem)
    pairs = zip(couple.one[:each].tolist(), couple.other[:each].tolist(), strict=True)
    for pair in pairs:
        rows = (*sorted(pair), *(behind + mentor for mentor in mentors))
        yield Column(rows, company.worth(mentors, pair))


def _easier(company: Company, couples: list[_Couple]) -> int:
    """Return what no choice can exceed: the best four of each experienced mentor."""
    best: dict[int, int] = {}
    for couple in couples:
        if len(couple.score):
            top = max(best.get(couple.experienced, 0), int(couple.score[0]))
            best[couple.experienced] = top
    new = len({couple.new for couple in couples if len(couple.score)})
    most = min(len(best), new, len(company.problem) // TWO)
    rounds = int(np.sort(company.problem.rounds)[::-1][: TWO * most].sum())
    top = sum(sorted(best.values(), reverse=True)[:most])
    return TWO * most * company.unit + TWO * top + company.whole * rounds
