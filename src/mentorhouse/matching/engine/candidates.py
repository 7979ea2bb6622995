"""The pairs worth looking at first: the best of each mentee and the best of each mentor.

Both sides are needed: where mentors are short, the best of the mentees alone would all be the
same few. Whatever is left out here comes back in pricing, so the choice costs time, never the
optimum.
"""

from dataclasses import dataclass

import numpy as np

from mentorhouse.matching.engine.certificate import row_blocks
from mentorhouse.matching.engine.people import Ints
from mentorhouse.matching.engine.problem import CLOSED, Problem

SPREAD = 1 << 10  # ties are spread over this many steps, so that equals do not all meet


@dataclass(frozen=True)
class Edges:
    """Pairs as two columns, each pair once, sorted by mentee."""

    mentee: Ints
    mentor: Ints

    @classmethod
    def of(cls, codes: Ints, mentors: int) -> "Edges":
        """Return the pairs that codes (mentee × mentors + mentor) stand for."""
        mentee, mentor = np.divmod(np.unique(codes), max(1, mentors))
        return cls(mentee, mentor)

    def codes(self, mentors: int) -> Ints:
        """Return each pair as one number."""
        return self.mentee * mentors + self.mentor


def best_of_both_sides(problem: Problem, keep: int) -> Edges:
    """Return the best `keep` mentors of each mentee and the other way round."""
    width = len(problem.mentors)
    found = []
    best = np.full((0, width), CLOSED, dtype=np.int64)
    who = np.zeros((0, width), dtype=np.int64)
    for rows in row_blocks(problem):
        appeal = _appeal(problem, rows)
        found.append(_best_in_rows(appeal, rows, keep, width))
        best, who = _best_in_columns(
            np.concatenate([best, appeal]),
            np.concatenate([who, np.broadcast_to(rows[:, None], appeal.shape)]),
            keep,
        )
    line, mentor = np.nonzero(best != CLOSED)
    found.append(who[line, mentor] * width + mentor)
    return Edges.of(np.concatenate(found), width)


def _appeal(problem: Problem, rows: Ints) -> Ints:
    """Return worth with a spread of ties: a fixed pattern, the same for the same run."""
    worth = problem.worth_rows(rows)
    pattern = rows[:, None] * 2_654_435_761 + np.arange(worth.shape[1])[None, :] * 40_503
    spread = (pattern ^ (pattern >> 13)) % SPREAD
    return np.where(worth == CLOSED, CLOSED, worth * SPREAD + spread)


def _best_in_rows(appeal: Ints, rows: Ints, keep: int, width: int) -> Ints:
    keep = min(keep, width)
    top = np.argpartition(-appeal, keep - 1, axis=1)[:, :keep]
    open_ = np.take_along_axis(appeal, top, axis=1) != CLOSED
    return np.asarray((rows[:, None] * width + top)[open_])


def _best_in_columns(appeal: Ints, who: Ints, keep: int) -> tuple[Ints, Ints]:
    if len(appeal) <= keep:
        return appeal, who
    top = np.argpartition(-appeal, keep - 1, axis=0)[:keep]
    return np.take_along_axis(appeal, top, axis=0), np.take_along_axis(who, top, axis=0)
