"""Why two people are not a pair (R5.22): tried in the whole; in a large programme by its draft."""

from datetime import datetime
from uuid import UUID

import numpy as np
from django.db.models import Count, F, Q

from mentorhouse.languages.saying import say
from mentorhouse.matching.engine.problem import Problem
from mentorhouse.matching.engine.reasons import WhyNot, why_forbidden, why_locked, why_not
from mentorhouse.matching.engine.solve import solve
from mentorhouse.matching.models import MatchRun
from mentorhouse.matching.queries.judging import problem_of
from mentorhouse.matching.queries.pool import IN_A_RUN, Pool, pool_of, request_for
from mentorhouse.matching.queries.runs import people
from mentorhouse.matching.rules.exchanges import Exchange, Standing, why_in_draft
from mentorhouse.programmes.models import Participation, Programme

ROLE = Participation.Role
MOST_PAIRS_TRIED = 1_000_000  # a run beyond this takes longer than a page may


def why_no_pair(
    programme: Programme, run: MatchRun | None, mentor: UUID, mentee: UUID, *, at: datetime
) -> WhyNot | None:
    """Say why two people are not a pair; None where one of them has no free place now."""
    if possible_pairs(programme) <= MOST_PAIRS_TRIED:
        return _tried(programme, mentor, mentee, at=at)
    return in_draft(programme, run, mentor, mentee, at=at)


def possible_pairs(programme: Programme) -> int:
    """Count the pairs that a run would look at, or a few more."""
    free = Participation.objects.filter(
        programme=programme, state__in=IN_A_RUN, places_taken__lt=F("capacity")
    )
    counted = free.order_by().values_list("role").annotate(Count("pk"))
    many: dict[str, int] = dict(counted)
    return many.get(ROLE.MENTOR.value, 0) * many.get(ROLE.MENTEE.value, 0)


def _tried(programme: Programme, mentor: UUID, mentee: UUID, *, at: datetime) -> WhyNot | None:
    """Try a pair in the whole, as a run would, with all that a run knows."""
    pool = pool_of(programme, at=at)
    key = {entry.participation: entry.key for entry in (*pool.mentors, *pool.mentees)}
    if mentor not in key or mentee not in key:
        return None
    asked = request_for(programme, programme.design, pool, seed=0, at=at)
    return why_not(solve(asked), key[mentee], key[mentor])


def in_draft(
    programme: Programme, run: MatchRun | None, mentor: UUID, mentee: UUID, *, at: datetime
) -> WhyNot | None:
    """Look only at the two, and at those who have the mentor in a draft: works at any size."""
    has: dict[UUID, UUID] = {}
    if run is not None:
        about = run.pairs.filter(Q(mentee=mentee) | Q(mentor=mentor))
        has = dict(about.values_list("mentee", "mentor"))
    pool = pool_of(programme, at=at, among={mentor, mentee, *has, *has.values()})
    key = {entry.participation: entry.key for entry in (*pool.mentors, *pool.mentees)}
    if mentor not in key or mentee not in key:
        return None
    if has.get(mentee) == mentor:
        return WhyNot((say("They are a pair in this run."),), ())
    problem = problem_of(programme, pool)
    forbidden = why_forbidden(problem, key[mentee], key[mentor])
    if forbidden:
        return forbidden
    if any(other != mentor for other, locked in pool.locked if locked == mentee):
        return why_locked()
    if run is None:
        words = say("The rules allow this pair. Run the matching to see whether it is made.")
        return WhyNot((words,), (say("Lock this pair and run again."),))
    return why_in_draft(_standing(programme, pool, problem, (mentor, mentee), has))


def _standing(
    programme: Programme,
    pool: Pool,
    problem: Problem,
    two: tuple[UUID, UUID],
    has: dict[UUID, UUID],
) -> Standing:
    mentor, mentee = two
    key = {entry.participation: entry.key for entry in (*pool.mentors, *pool.mentees)}
    places = next(one.places for one in pool.mentors if one.participation == mentor)
    holders = [who for who, whose in has.items() if whose == mentor]
    named, old = people(holders), has.get(mentee)

    def score(one: UUID, other: UUID | None) -> int | None:
        """Return the score of a mentee with a mentor; None where there can be no such pair."""
        if one not in key or other not in key:
            return None
        place = problem.place(key[one], key[other])
        here = np.array([place[0]]), np.array([place[1]])
        return int(problem.score(*here)[0]) if problem.allowed(*here)[0] else None

    made, before = score(mentee, mentor) or 0, score(mentee, old)

    def exchange(who: UUID) -> Exchange:
        now, then = score(who, mentor), score(who, old)
        possible = before is not None and now is not None and then is not None
        lower = (before or 0) + (now or 0) - made - (then or 0)
        return Exchange(named[who].person.name, lower if possible else None)

    private = bool(programme.design.matching.private)
    exchanges = [exchange(who) for who in holders]
    return Standing(made, before, len(holders) < places, exchanges, private)
