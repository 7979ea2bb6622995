"""Rules with exceptions: they forbid no pair, but say where somebody has to look (decision 108)."""

from collections.abc import Iterator, Sequence

import numpy as np

from mentorhouse.languages.saying import say
from mentorhouse.matching.engine.people import Bools, Ints
from mentorhouse.matching.engine.problem import Problem
from mentorhouse.matching.engine.reasons import points
from mentorhouse.matching.rules.runs import rule_of
from mentorhouse.programmes import design as asked

Names = tuple[str, str]  # the keys of mentee and mentor


def warnings_of(
    problem: Problem, design: asked.Design, pairs: Sequence[Names]
) -> list[tuple[str, ...]]:
    """Say for each pair, in words, which rules with exceptions it breaks.

    What is not known counts as not kept, as with a rule that is never broken.
    """
    if not pairs:
        return []
    placed = np.array([problem.place(*pair) for pair in pairs], dtype=np.int64)
    judged = list(_judged(problem, design, placed[:, 0], placed[:, 1]))
    return [tuple(words for words, kept in judged if not kept[line]) for line in range(len(placed))]


def _judged(
    problem: Problem, design: asked.Design, mentee: Ints, mentor: Ints
) -> Iterator[tuple[str, Bools]]:
    """Yield each rule in words, and which of the pairs keep it."""
    for soft in design.matching.soft_rules:
        if isinstance(soft, asked.ScoreAtLeast):
            least = 100 * soft.least
            words = say("The score is below {least}", least=points(least))
            yield words, problem.score(mentee, mentor) >= least
        else:
            rule = rule_of(soft)
            yield rule.words, rule.bind(problem.mentees, problem.mentors).allowed(mentee, mentor)
