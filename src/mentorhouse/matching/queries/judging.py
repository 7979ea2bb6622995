"""One pair, or one mentee and every mentor, judged by the rules as they stand now.

Nothing private is opened here.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import numpy as np

from mentorhouse.languages.saying import say
from mentorhouse.matching.engine.problem import Forbidden, Problem
from mentorhouse.matching.engine.reasons import PartReason, score_parts
from mentorhouse.matching.queries.pool import Entry, Pool, pool_of
from mentorhouse.matching.queries.terms import terms_of
from mentorhouse.matching.rules import Candidate, Constraints, openly, request, warnings_of
from mentorhouse.programmes.models import Programme

MOST_SHOWN = 200


@dataclass(frozen=True)
class Considered:
    """A mentor looked at for a mentee: the score, and the rules that stand against the pair."""

    mentor: UUID
    score: int
    broken: tuple[str, ...]


@dataclass(frozen=True)
class Judged:
    """Two people as the rules see them now: what forbids the pair, what speaks against it."""

    broken: tuple[str, ...]
    warnings: tuple[str, ...] = ()
    parts: tuple[PartReason, ...] = ()
    places: int = 0  # that the mentor has free

    @property
    def score(self) -> int:
        """The score in hundredths."""
        return sum(part.points for part in self.parts)


def broken_rules(
    programme: Programme, mentor: UUID, mentee: UUID, *, at: datetime
) -> tuple[str, ...]:
    """Return the words of the rules that a pair would break; somebody with no place breaks one."""
    return judged(programme, mentor, mentee, at=at).broken


def judged(programme: Programme, mentor: UUID, mentee: UUID, *, at: datetime) -> Judged:
    """Judge two people as a run would, private criteria left out."""
    pool = pool_of(programme, at=at, among=(mentor, mentee))
    if not pool.mentors or not pool.mentees:
        return Judged((_absent(pool, mentor, mentee),))
    problem = problem_of(programme, pool)
    names = pool.mentees[0].key, pool.mentors[0].key
    return Judged(
        problem.broken(*problem.place(*names)),
        warnings_of(problem, programme.design, [names])[0],
        score_parts(problem, *names),
        pool.mentors[0].places,
    )


def _absent(pool: Pool, *two: UUID) -> str:
    for who in two:
        if who in pool.not_ready:
            return " ".join(pool.not_ready[who])
    return say("One of the two takes no part in matching now, or has no free place")


def considered(
    programme: Programme, mentee: UUID, *, at: datetime, among: Collection[UUID] | None = None
) -> list[Considered]:
    """Return the mentors nearest to a mentee: allowed ones first, the best score first.

    `among` looks at some mentors only.
    """
    some = None if among is None else {mentee, *among}
    pool = pool_of(programme, at=at, among=some).alone_with(mentee)
    if not pool.mentees or not pool.mentors:
        return []
    problem = problem_of(programme, pool)
    everyone = np.arange(len(pool.mentors))
    nobody_else = np.zeros_like(everyone)
    scores = problem.score(nobody_else, everyone)
    allowed = problem.allowed(nobody_else, everyone)
    who = {entry.key: entry.participation for entry in pool.mentors}
    order = np.lexsort((everyone, -scores, ~allowed))[:MOST_SHOWN].tolist()
    return [
        Considered(who[problem.mentors.keys[place]], int(scores[place]), problem.broken(0, place))
        for place in order
    ]


def problem_of(programme: Programme, pool: Pool) -> Problem:
    """Bind the rules to these people without anything private: rules and scores need none."""
    design = openly(programme.design)
    key = {entry.participation: entry.key for entry in (*pool.mentors, *pool.mentees)}
    values = {entry.person: entry.values for entry in (*pool.mentors, *pool.mentees)}
    terms = terms_of(programme, design, values, {})

    def candidate(entry: Entry) -> Candidate:
        words = terms.get(entry.person, {})
        return Candidate(entry.key, entry.values, places=entry.places, terms=words)

    return Problem(
        request(
            design,
            [candidate(entry) for entry in pool.mentees],
            [candidate(entry) for entry in pool.mentors],
            Constraints(
                forbidden=[
                    Forbidden(key[mentee], key[mentor], why)
                    for (mentor, mentee), why in pool.forbidden
                    if mentee in key and mentor in key
                ]
            ),
        )
    )
