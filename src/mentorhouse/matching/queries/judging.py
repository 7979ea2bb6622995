"""One pair, or one mentee and every mentor, judged by the rules as they stand now.

Nothing private is opened here except to try a pair in the whole (`tried`), as a run would.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import numpy as np

from mentorhouse.languages.saying import say
from mentorhouse.matching.engine.problem import Forbidden, Problem
from mentorhouse.matching.engine.reasons import WhyNot, why_not
from mentorhouse.matching.engine.solve import solve
from mentorhouse.matching.queries.pool import Pool, pool_of, request_for
from mentorhouse.matching.rules import Candidate, Constraints, request
from mentorhouse.programmes.models import Programme

MOST_SHOWN = 200
MOST_PAIRS_TRIED = 1_000_000  # a run beyond this takes longer than a page may


@dataclass(frozen=True)
class Considered:
    """A mentor looked at for a mentee: the score, and the rules that stand against the pair."""

    mentor: UUID
    score: int
    broken: tuple[str, ...]


def broken_rules(
    programme: Programme, mentor: UUID, mentee: UUID, *, at: datetime
) -> tuple[str, ...]:
    """Return the words of the rules that a pair would break; somebody with no place breaks one."""
    pool = pool_of(programme, at=at).alone_with(mentee)
    mentors = [entry for entry in pool.mentors if entry.participation == mentor]
    if not mentors or not pool.mentees:
        return (say("One of the two takes no part in matching now, or has no free place"),)
    problem = problem_of(programme, pool)
    return problem.broken(*problem.place(pool.mentees[0].key, mentors[0].key))


def considered(programme: Programme, mentee: UUID, *, at: datetime) -> list[Considered]:
    """Return the mentors nearest to a mentee: allowed ones first, the best score first."""
    pool = pool_of(programme, at=at).alone_with(mentee)
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


def tried(programme: Programme, mentor: UUID, mentee: UUID, *, at: datetime) -> WhyNot | None:
    """Say why a pair was not made by trying it in the whole; None where that takes too long."""
    pool = pool_of(programme, at=at)
    key = {entry.participation: entry.key for entry in (*pool.mentors, *pool.mentees)}
    too_many = len(pool.mentors) * len(pool.mentees) > MOST_PAIRS_TRIED
    if too_many or mentor not in key or mentee not in key:
        return None
    asked = request_for(programme, programme.design, pool, seed=0, at=at)
    return why_not(solve(asked), key[mentee], key[mentor])


def problem_of(programme: Programme, pool: Pool) -> Problem:
    """Bind the rules to these people without anything private: rules and scores need none."""
    key = {entry.participation: entry.key for entry in (*pool.mentors, *pool.mentees)}
    return Problem(
        request(
            programme.design,
            [Candidate(entry.key, entry.values) for entry in pool.mentees],
            [Candidate(entry.key, entry.values, places=entry.places) for entry in pool.mentors],
            Constraints(
                forbidden=[
                    Forbidden(key[mentee], key[mentor], why)
                    for (mentor, mentee), why in pool.forbidden
                ]
            ),
        )
    )
