"""Figures that name nobody: small counts are hidden, and so is what would give them away (R2.07).

A group of counts stands with its total. Every count under the limit, nought as well, reads “fewer
than N”. From the total and the counts that are shown a reader can work out something about those
that are not. So more is hidden, the smallest first and in the end the total itself, until all that
can be worked out about a hidden count is that it is under the limit.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Cell:
    """One figure as a reader sees it; `count` is None where it is hidden."""

    words: str
    count: int | None
    shown: str


@dataclass(frozen=True)
class Group:
    """Counts that add up to their total."""

    cells: tuple[Cell, ...]
    total: Cell


WITHHELD = "not shown"


def fewer_than(limit: int) -> str:
    """Say that a count is small."""
    return f"fewer than {limit}"


def without_small(counts: Mapping[str, int], *, limit: int) -> Group:
    """Hide what is small, and what would give it away."""
    withheld = _withheld(list(counts.values()), limit)
    cells = [
        _cell(words, count, limit, hidden=number in withheld)
        for number, (words, count) in enumerate(counts.items())
    ]
    total = sum(counts.values())
    return Group(tuple(cells), _cell("All", total, limit, hidden=len(counts) in withheld))


def _cell(words: str, count: int, limit: int, *, hidden: bool) -> Cell:
    if count < limit:
        return Cell(words, None, fewer_than(limit))
    return Cell(words, None, WITHHELD) if hidden else Cell(words, count, f"{count:,}")


def _withheld(counts: Sequence[int], limit: int) -> set[int]:
    """Return the places of counts that are hidden for the sake of small ones.

    The total has the place after the last count.
    """
    total = sum(counts)
    small = {place for place, count in enumerate(counts) if count < limit}
    if not small or total < limit:  # a hidden total gives nothing away
        return set()
    large = sorted((count, place) for place, count in enumerate(counts) if place not in small)
    withheld: set[int] = set()
    while gives_away(counts, small, withheld, limit):
        if not large:
            return {len(counts)}
        withheld.add(large.pop(0)[1])
    return withheld


def gives_away(counts: Sequence[int], small: set[int], withheld: set[int], limit: int) -> bool:
    """Whether a reader who knows total, shown counts and limit can narrow a small count down.

    A withheld count is known to be no smaller than the limit, and has no upper bound.
    """
    shown = (n for place, n in enumerate(counts) if place not in small | withheld)
    rest = sum(counts) - sum(shown) - limit * len(withheld)
    most = limit - 1
    at_most = min(most, rest)
    at_least = 0 if withheld else max(0, rest - most * (len(small) - 1))
    return at_most < most or at_least > 0
