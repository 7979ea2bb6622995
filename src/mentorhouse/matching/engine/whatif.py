"""What would change: two runs side by side, and a run with other weights before it is taken.

Everything that is said here is worked out without private criteria, on both sides. So the answer
depends on nothing but what the co-ordinator may see, and trying weights out one after another
tells nobody anything about wishes or identity (R5.15). A run itself honours them; where it does,
`apart` says that its own pairs may differ from those compared here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from mentorhouse.languages.saying import mark, say
from mentorhouse.matching.engine.faults import MatchError
from mentorhouse.matching.engine.problem import Problem, Request
from mentorhouse.matching.engine.rules import Criterion, Rules
from mentorhouse.matching.engine.solve import DEFAULT, Effort, Result, solve


@dataclass(frozen=True)
class Moved:
    """A mentee whose mentor changes. None: no mentor. Scores in hundredths, by each weighting."""

    mentee: str
    before: str | None
    after: str | None
    score_before: int | None  # of the earlier pair, by the earlier weights
    score_after: int | None  # of the later pair, by the later weights


@dataclass(frozen=True)
class Totals:
    """What a set of pairs comes to: how many, and the sum of scores (hundredths) both ways."""

    pairs: int
    by_earlier: int
    by_later: int
    lowest_by_earlier: int
    lowest_by_later: int


@dataclass(frozen=True)
class Difference:
    """What is different between an earlier and a later run over the same people.

    `gain` and `lose` are mentees who get a mentor or go without; `mentors_gain` and
    `mentors_lose` are mentors who get their first mentee or have none any more.
    """

    kept: int
    moved: tuple[Moved, ...]
    gain: tuple[str, ...]
    lose: tuple[str, ...]
    mentors_gain: tuple[str, ...]
    mentors_lose: tuple[str, ...]
    earlier: Totals
    later: Totals
    apart: bool  # private criteria count in the run itself and were left out here

    @property
    def nothing(self) -> bool:
        """Say whether every mentee keeps what they have."""
        return not self.moved


Pairs = Mapping[str, str]  # mentee to mentor


def without_private(request: Request) -> Request:
    """Return a request in which nothing private counts."""
    return replace(request, rules=Rules(request.rules.hard, request.rules.criteria))


def with_weights(request: Request, weights: Sequence[int]) -> Request:
    """Return a request with other weights of its criteria, in their order."""
    criteria = request.rules.criteria
    if len(weights) != len(criteria):
        words = mark("{weights} weights were given for {criteria} criteria.")
        raise MatchError(say(words, weights=len(weights), criteria=len(criteria)))
    changed = tuple(
        Criterion(part.measure, weight) for part, weight in zip(criteria, weights, strict=True)
    )
    return replace(request, rules=replace(request.rules, criteria=changed))


def what_if(request: Request, weights: Sequence[int], effort: Effort = DEFAULT) -> Difference:
    """Return what other weights would change, one weight for each criterion in its order."""
    public = without_private(request)
    earlier, later = solve(public, effort), solve(with_weights(public, weights), effort)
    return replace(between(earlier, later), apart=bool(request.rules.private))


def between(earlier: Result, later: Result) -> Difference:
    """Return what is different between two runs over the same people, one mentor each."""
    weighings = earlier.problem, later.problem
    return compared(weighings, pairs_of(earlier), pairs_of(later))


def pairs_of(result: Result) -> dict[str, str]:
    """Return a run's pairs, mentee to mentor."""
    return {pair.mentee: pair.mentor for pair in result.pairs}


def compared(weighings: tuple[Problem, Problem], earlier: Pairs, later: Pairs) -> Difference:
    """Return what is different between two sets of pairs, each weighed by both weightings."""
    scores = [[_scores(problem, pairs) for problem in weighings] for pairs in (earlier, later)]
    order = weighings[0].request.mentees.keys
    moved = tuple(
        Moved(
            key,
            earlier.get(key),
            later.get(key),
            scores[0][0].get(key),
            scores[1][1].get(key),
        )
        for key in order
        if earlier.get(key) != later.get(key)
    )
    held, holds = set(earlier.values()), set(later.values())
    mentors = weighings[0].request.mentors.keys
    return Difference(
        sum(earlier[key] == later.get(key) for key in earlier),
        moved,
        tuple(one.mentee for one in moved if one.before is None),
        tuple(one.mentee for one in moved if one.after is None),
        tuple(key for key in mentors if key in holds - held),
        tuple(key for key in mentors if key in held - holds),
        _totals(*scores[0]),
        _totals(*scores[1]),
        apart=any(problem.private for problem in weighings),
    )


def _scores(problem: Problem, pairs: Pairs) -> dict[str, int]:
    if not pairs:
        return {}
    placed = [problem.place(*pair) for pair in pairs.items()]
    mentees, mentors = np.array(placed, dtype=np.int64).T
    return dict(zip(pairs, problem.score(mentees, mentors).tolist(), strict=True))


def _totals(by_earlier: Mapping[str, int], by_later: Mapping[str, int]) -> Totals:
    return Totals(
        len(by_earlier),
        sum(by_earlier.values()),
        sum(by_later.values()),
        min(by_earlier.values(), default=0),
        min(by_later.values(), default=0),
    )
