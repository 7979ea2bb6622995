"""Figures that name nobody: what is too small is hidden, and so is what would give it away.

Figures stand in lines: parts, and last their sum. Those below the programme's small number are
hidden, nought as well. Then more is hidden, until no hidden figure can be worked out from those
that are shown (R3.11), and what is hidden in one line makes twice the small number where the line
has so much. All of them are given in the same words.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

import numpy as np

from mentorhouse.languages.saying import mark

ALL = ""  # the name of the row that holds the sums of all rows
NOT_SHOWN = mark("not shown")
NOTHING = 1e-9
DEAR = frozenset({"applied", "in"})
CellT = TypeVar("CellT", bound=Hashable)
Line = Sequence[CellT]
# A sum, and the parts that make it.
Sums = Mapping[str, Sequence[str]]
Row = Mapping[str, int | None]
Table = Mapping[str, Row]
Cell = tuple[str, str, str]  # of which table, in which line, what


def hidden_in(
    counts: Mapping[CellT, int],
    lines: Iterable[Line[CellT]],
    *,
    least: int,
    told: Collection[CellT] = (),
    kept_back: Collection[CellT] = (),
) -> set[CellT]:
    """Return which figures are not shown.

    Those in `told` are shown in any case, since they stand elsewhere as well; those in `kept_back`
    are not.
    """
    known = [*lines]
    free = [cell for cell in counts if cell not in told]
    hidden = {cell for cell in free if counts[cell] < least} | set(kept_back)
    while more := _what_gives_away(counts, known, hidden, told, least):
        hidden |= more
    if can_be_solved(known, hidden):
        hidden = set(free) | set(kept_back)
    return hidden


def _what_gives_away(
    counts: Mapping[CellT, int],
    lines: Iterable[Line[CellT]],
    hidden: set[CellT],
    told: Collection[CellT],
    least: int,
) -> set[CellT]:
    """Return one figure more to hide, in the first line that gives another one away."""
    for line in lines:
        unseen = [cell for cell in line if cell in hidden]
        more = [cell for cell in line if cell not in hidden and cell not in told]
        if not unseen or not more:
            continue
        enough = line[-1] in hidden or sum(counts[cell] for cell in unseen) >= 2 * least
        if len(unseen) == 1 or not enough:
            return {min(more, key=lambda cell: _worth(cell, line[-1], counts[cell]))}
    return set()


def _worth(cell: Hashable, total: Hashable, count: int) -> tuple[bool, bool, int, str]:
    """Return how dear it is to hide a figure: first a part, the smallest; what people ask for last.

    A figure is named by its column, or by table, line and column.
    """
    column = cell[-1] if isinstance(cell, tuple) else cell
    return column in DEAR, cell == total, count, str(cell)


def can_be_solved(lines: Iterable[Line[CellT]], hidden: Collection[CellT]) -> bool:
    """Whether the sums leave only one value for any hidden figure.

    Each line says that its parts less their sum make nought. A figure is free just where some way
    of changing the hidden ones together, that keeps all sums, changes it.
    """
    place = {cell: number for number, cell in enumerate(hidden)}
    if not place:
        return False
    rows = [
        [(cell, 1.0 if number < len(line) - 1 else -1.0) for number, cell in enumerate(line)]
        for line in lines
    ]
    matrix = np.zeros((len(rows) or 1, len(place)))
    for number, row in enumerate(rows):
        for cell, sign in row:
            if cell in place:
                matrix[number, place[cell]] += sign
    _left, sizes, right = np.linalg.svd(matrix, full_matrices=True)
    ways = right[int((sizes > NOTHING).sum()) :]
    return bool((np.abs(ways).max(axis=0, initial=0.0) < NOTHING).any())


def with_sums(parts: Mapping[str, int], sums: Sums) -> dict[str, int]:
    """Return figures with their sums; a sum may be part of one that follows."""
    found = dict(parts)
    for name, of in sums.items():
        found[name] = sum(found.get(part, 0) for part in of)
    return found


def protected_row(parts: Mapping[str, int], sums: Sums, *, least: int) -> Row:
    """Return the figures of all together as they are shown; every table stands under them."""
    full = with_sums(parts, sums)
    lines = [(*of, name) for name, of in sums.items()]
    hidden = hidden_in(full, lines, least=least)
    return {name: None if name in hidden else count for name, count in full.items()}


def protected_tables(
    everybody: Row, tables: Mapping[str, Mapping[str, Mapping[str, int]]], sums: Sums, *, least: int
) -> dict[str, Table]:
    """Return tables of figures as they are shown, each under the row of all, which stays as it is.

    What one table shows may help with another, so in the end they are looked at together.
    """
    shown = {title: _protected(rows, everybody, sums, least) for title, rows in tables.items()}
    lines = [line for title, rows in shown.items() for line in _lines_of(title, rows, sums)]
    hidden = {
        (title, name, column)
        for title, rows in shown.items()
        for name, row in rows.items()
        for column, count in row.items()
        if count is None
    } | {(ALL, ALL, column) for column in _columns(sums) if everybody[column] is None}
    lines += [tuple((ALL, ALL, column) for column in (*of, name)) for name, of in sums.items()]
    if not can_be_solved(lines, hidden):
        return shown
    return {
        title: {name: dict.fromkeys(row) for name, row in rows.items()}
        for title, rows in shown.items()
    }


def _columns(sums: Sums) -> list[str]:
    return [*dict.fromkeys(column for name, of in sums.items() for column in (*of, name))]


def _lines_of(title: str, rows: Iterable[str], sums: Sums) -> list[tuple[Cell, ...]]:
    """Return what adds up in a table: in each row its sums, in each column the row of all."""
    names = [*rows]
    across = [
        tuple((title, row, column) for column in (*of, name))
        for row in names
        for name, of in sums.items()
    ]
    down = [
        (*((title, row, column) for row in names), (ALL, ALL, column)) for column in _columns(sums)
    ]
    return across + down


def _protected(
    counts: Mapping[str, Mapping[str, int]], everybody: Row, sums: Sums, least: int
) -> Table:
    columns = _columns(sums)
    if len(counts) <= 1:  # its only line is the row of all
        return {name: {column: everybody[column] for column in columns} for name in counts}
    rows = {name: with_sums(parts, sums) for name, parts in counts.items()}
    full = {(ALL, name, c): row.get(c, 0) for name, row in rows.items() for c in columns}
    told = {(ALL, ALL, c): sum(row.get(c, 0) for row in rows.values()) for c in columns}
    # A sum that is not shown must not follow from its parts.
    first = [
        min(((ALL, name, c) for name in rows), key=lambda cell: (full[cell], cell))
        for c in columns
        if everybody[c] is None
    ]
    hidden = hidden_in(
        full | told, _lines_of(ALL, rows, sums), least=least, told=told, kept_back=first
    )
    return {
        name: {c: None if (ALL, name, c) in hidden else full[ALL, name, c] for c in columns}
        for name in rows
    }


def share(count: int | None, total: int | None) -> str:
    """Return a share as people read it; "" where it cannot be said."""
    if count is None or not total:
        return ""
    return f"{round(100 * count / total)}%"
