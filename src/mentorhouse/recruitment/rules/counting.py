"""Figures that name nobody: what is too small is hidden, and so is what would give it away.

A table of counts stands with the total of each row and each column, and the total of all. Counts
below the programme's small number are hidden, nought as well. Then more is hidden, until no hidden
figure can be worked out from those that are shown (R3.11), and what is hidden in one line together
is twice the small number at least. All of them are given in the same words.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mentorhouse.languages.saying import mark

ALL = ""  # the name of the row, and of the column, that holds totals
NOT_SHOWN = mark("not shown")
Place = tuple[str, str]
Line = tuple[Place, ...]


@dataclass(frozen=True)
class Table:
    """Counts by row and column with their totals; None where a figure is hidden."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[Place, int | None]

    def at(self, row: str, column: str) -> int | None:
        """Return one figure."""
        return self.cells[row, column]

    @property
    def hides(self) -> bool:
        """Whether any figure is hidden."""
        return None in self.cells.values()


def protected(
    counts: Mapping[Place, int], rows: Sequence[str], columns: Sequence[str], *, least: int
) -> Table:
    """Return the table with totals as it may be shown; `counts` holds the inner figures."""
    cells = {(r, c): counts.get((r, c), 0) for r in rows for c in columns}
    full = _with_totals(cells, rows, columns)
    hidden = {place for place, count in full.items() if count < least}
    lines = [*_lines(rows, columns)]
    while more := _what_gives_away(full, lines, hidden, least):
        hidden |= more
    if _can_be_solved(hidden):
        hidden = set(full) - {(ALL, ALL)}
    if full[ALL, ALL] < least:
        hidden = set(full)
    shown = {place: None if place in hidden else count for place, count in full.items()}
    return Table(tuple(rows), tuple(columns), shown)


def _with_totals(
    cells: Mapping[Place, int], rows: Sequence[str], columns: Sequence[str]
) -> dict[Place, int]:
    full = dict(cells)
    full |= {(row, ALL): sum(cells[row, column] for column in columns) for row in rows}
    full |= {(ALL, column): sum(cells[row, column] for row in rows) for column in columns}
    full[ALL, ALL] = sum(cells.values())
    return full


def _lines(rows: Sequence[str], columns: Sequence[str]) -> Iterator[Line]:
    """Yield what adds up: the parts, and last their total."""
    for row in (*rows, ALL):
        yield tuple((row, column) for column in (*columns, ALL))
    for column in (*columns, ALL):
        yield tuple((row, column) for row in (*rows, ALL))


def _what_gives_away(
    full: Mapping[Place, int], lines: Iterable[Line], hidden: set[Place], least: int
) -> set[Place]:
    """Return one figure more to hide, in the first line that would give another one away."""
    for line in lines:
        *parts, total = line
        unseen = [place for place in parts if place in hidden]
        if not unseen:
            if total in hidden:  # a total of figures that are shown hides nothing
                return {_smallest(parts, full)}
            continue
        if total in hidden:
            continue  # two unknowns at least: a part and the total
        if len(unseen) > 1 and sum(full[place] for place in unseen) >= 2 * least:
            continue
        rest = [place for place in parts if place not in hidden]
        return {_smallest(rest, full)} if rest else {total}
    return set()


def _smallest(places: Iterable[Place], full: Mapping[Place, int]) -> Place:
    return min(places, key=lambda place: (full[place], place))


def _can_be_solved(hidden: set[Place]) -> bool:
    """Whether a hidden figure follows from the sums.

    Each figure stands in one row and in one column. Draw a line from its row to its column: the
    figure can be worked out just where no other way leads from the one to the other.
    """
    ways: dict[tuple[str, str], set[Place]] = defaultdict(set)
    for row, column in hidden:
        ways["row", row].add((row, column))
        ways["column", column].add((row, column))
    return any(not _goes_round(place, ways) for place in hidden)


def _goes_round(place: Place, ways: Mapping[tuple[str, str], set[Place]]) -> bool:
    row, column = place
    goal, seen, ahead = ("column", column), {("row", row)}, [("row", row)]
    while ahead:
        here = ahead.pop()
        if here == goal:
            return True
        for r, c in ways[here] - {place}:
            there = ("column", c) if here[0] == "row" else ("row", r)
            if there not in seen:
                seen.add(there)
                ahead.append(there)
    return False


def share(count: int | None, total: int | None) -> str:
    """Return a share as people read it; "" where it cannot be said."""
    if count is None or not total:
        return ""
    return f"{round(100 * count / total)}%"
