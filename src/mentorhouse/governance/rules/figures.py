"""Figures that name nobody: small counts are hidden, and so is what would give them away (R2.07).

A group of counts stands with its total. Every count under the limit, nought as well, reads “fewer
than N”. From a total and the counts that are shown a reader could work out something about those
that are not. So the total is shown only where it tells nothing that the words do not tell already.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mentorhouse.languages.saying import mark, say


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


WITHHELD = mark("not shown")


def fewer_than(limit: int) -> str:
    """Say that a count is small."""
    return say("fewer than {limit}", limit=limit)


def without_small(counts: Mapping[str, int], *, limit: int) -> Group:
    """Hide what is small, and the total where it would give that away."""
    total = sum(counts.values())
    hidden = gives_away(list(counts.values()), limit)
    return Group(
        tuple(_cell(words, count, limit) for words, count in counts.items()),
        Cell(say("All"), None, say(WITHHELD)) if hidden else _cell(say("All"), total, limit),
    )


def _cell(words: str, count: int, limit: int) -> Cell:
    if count < limit:
        return Cell(words, None, fewer_than(limit))
    return Cell(words, count, f"{count:,}")


def gives_away(counts: Sequence[int], limit: int) -> bool:
    """Whether someone who knows the total and what is shown can narrow a small count down.

    What they know of each small count is that it lies between nought and one under the limit. The
    rest of the total belongs to the small counts: it must leave each of them that whole room.
    """
    small = [count for count in counts if count < limit]
    if not small or sum(counts) < limit:  # nothing to hide, or the total hides itself
        return False
    rest, most = sum(small), limit - 1
    return rest < most or rest > most * (len(small) - 1)
