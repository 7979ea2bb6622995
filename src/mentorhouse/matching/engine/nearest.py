"""The few mentors who fit each mentee best, over all pairs, whatever a run decides."""

import numpy as np

from mentorhouse.matching.engine.grid import MOST_KINDS
from mentorhouse.matching.engine.problem import Problem
from mentorhouse.matching.engine.rounds import looker


def nearest(problem: Problem, keep: int) -> dict[str, list[str]]:
    """Return by mentee the best few mentors whom the rules allow, the best first."""
    edges = looker(problem, MOST_KINDS).best(keep, of_mentees=True)
    order = np.lexsort((edges.mentor, -edges.total, edges.mentee))
    mentees, mentors = problem.mentees.keys, problem.mentors.keys
    found: dict[str, list[str]] = {}
    for mentee, mentor in zip(
        edges.mentee[order].tolist(), edges.mentor[order].tolist(), strict=True
    ):
        found.setdefault(mentees[mentee], []).append(mentors[mentor])
    return found
