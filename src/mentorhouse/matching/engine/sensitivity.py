"""Which pairs hang on one weight: a run again without it, with less of it and with more of it.

A pair that stands whatever happens to a criterion does not hang on it. Private criteria are left
out throughout, as in `whatif`, so nothing here depends on them; so is the tolerance for the
worst-off, so that a page need not wait for a search in each of its runs.
"""

from dataclasses import dataclass, replace

from mentorhouse.matching.engine.problem import Request
from mentorhouse.matching.engine.solve import DEFAULT, Effort, solve
from mentorhouse.matching.engine.whatif import (
    Difference,
    between,
    pairs_of,
    with_weights,
    without_private,
)

BY = 50  # percent that a weight is lowered and raised
HUNDRED = 100


@dataclass(frozen=True)
class Change:
    """One other weight of a criterion, and what it would change."""

    weight: int
    difference: Difference


@dataclass(frozen=True)
class Hold:
    """How much a run hangs on one criterion: without it, with less of it, with more of it."""

    title: str
    weight: int
    dropped: Change
    less: Change
    more: Change


@dataclass(frozen=True)
class Sensitivity:
    """What hangs on each weight. `pairs` names for each pair the criteria that it hangs on."""

    holds: tuple[Hold, ...]
    pairs: dict[tuple[str, str], tuple[str, ...]]
    by: int  # percent
    apart: bool  # private criteria count in the run itself and were left out here


def sensitivity(request: Request, by: int = BY, effort: Effort = DEFAULT) -> Sensitivity:
    """Return which pairs change when one weight is dropped, or changed by `by` percent."""
    public = replace(without_private(request), tolerance=None)
    weights = [criterion.weight for criterion in public.rules.criteria]
    known = {tuple(weights): solve(public, effort)}
    base = known[tuple(weights)]

    def change(place: int, weight: int) -> Change:
        other = tuple(weight if at == place else given for at, given in enumerate(weights))
        if other not in known:
            known[other] = solve(with_weights(public, other), effort)
        return Change(weight, between(base, known[other]))

    holds = tuple(
        Hold(
            base.problem.parts[place].title,
            weight,
            change(place, 0),
            change(place, weight * (HUNDRED - by) // HUNDRED),
            change(place, -(-weight * (HUNDRED + by) // HUNDRED)),
        )
        for place, weight in enumerate(weights)
    )
    return Sensitivity(
        holds, _hanging(base_pairs=pairs_of(base), holds=holds), by, bool(request.rules.private)
    )


def _hanging(
    base_pairs: dict[str, str], holds: tuple[Hold, ...]
) -> dict[tuple[str, str], tuple[str, ...]]:
    moved = [
        (
            hold.title,
            {
                one.mentee
                for change in (hold.dropped, hold.less, hold.more)
                for one in change.difference.moved
            },
        )
        for hold in holds
    ]
    return {
        (mentee, mentor): tuple(title for title, whom in moved if mentee in whom)
        for mentee, mentor in base_pairs.items()
    }
