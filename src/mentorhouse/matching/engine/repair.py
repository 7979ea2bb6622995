"""A run mended after somebody withdrew: exact again, and nobody moves without need.

A large run keeps where it stood. Whoever lost a mentor joins again, along the cheapest chain of
moves, and only those whom that concerns look at everybody once more. A small run is simply run
again, and so is one in which a locked pair is lost or mentees have several mentors each.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from mentorhouse.matching.engine.changed import without
from mentorhouse.matching.engine.faults import UnknownPersonError
from mentorhouse.matching.engine.problem import Problem, Request
from mentorhouse.matching.engine.solve import Result, solve

GONE = 2**60  # a price that nobody pays


def repair(result: Result, withdrawn: Sequence[str]) -> Result:
    """Return the best run without those who withdrew, with its proof."""
    problem = result.problem
    for key in withdrawn:
        if key not in problem.mentee_place and key not in problem.mentor_place:
            raise UnknownPersonError(key, "people")
    locked = {key for pair in problem.request.locked for key in pair}
    other = result.floor is not None or len(problem.extra) > 1
    if result.course is None or other or locked.intersection(withdrawn):
        return solve(_again(result.request, withdrawn))
    return _mended(result, without(problem, withdrawn), withdrawn)


def _again(request: Request, withdrawn: Sequence[str]) -> Request:
    gone = set(withdrawn)
    return replace(
        request,
        locked=tuple(pair for pair in request.locked if not gone.intersection(pair)),
        withdrawn=(*request.withdrawn, *withdrawn),
    )


def _mended(result: Result, problem: Problem, withdrawn: Sequence[str]) -> Result:
    from mentorhouse.matching.engine.rounds import Course
    from mentorhouse.matching.engine.sparse import lowered
    from mentorhouse.matching.engine.standing import let_go

    course = result.course
    assert course is not None  # noqa: S101  # large runs alone come here
    stand = course.stand.copy()
    book = stand.book
    mentors = [problem.mentor_place[key] for key in withdrawn if key in problem.mentor_place]
    mentees = [problem.mentee_place[key] for key in withdrawn if key in problem.mentee_place]
    waiting = let_go(stand, np.array(mentees, dtype=np.int64), np.array(mentors, dtype=np.int64))
    book.price[mentors] = GONE
    book.rent[mentees] = GONE
    stand.go(waiting[problem.free[waiting]])
    rows = np.flatnonzero(book.rent < course.stand.book.rent)
    if mentees:
        stand = lowered(problem, stand)
        stand.book.rent[mentees] = GONE
    mended = Course(problem, course.looker, course.edges, stand)
    mended.run(None if mentees else rows)
    return Result(problem, mended.certificate(), mended)
