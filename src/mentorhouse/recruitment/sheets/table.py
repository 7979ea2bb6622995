"""A spreadsheet as read: headings, rows with the numbers that its owner sees, and remarks."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

# What is accepted. A file at these limits is read within the memory and time of the bar.
MOST_BYTES = 32 * 2**20
MOST_UNPACKED_BYTES = 192 * 2**20
MOST_ROWS = 100_000
MOST_COLUMNS = 200
MOST_CELLS = 4_000_000
LONGEST_CELL = 32_767  # what a cell of a spreadsheet program can hold


class UnreadableFile(Exception):
    """The file cannot be read at all. The message says why and what to do, fit for a person."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `cells` has one value a heading; `width` is how many cells the file gives it."""

    number: int
    cells: tuple[str, ...]
    width: int


@dataclass(frozen=True)
class Table:
    """A whole sheet. Numbers of rows are those that a spreadsheet program shows."""

    headers: tuple[str, ...]
    rows: Sequence[Row]
    sheet: str
    notes: tuple[str, ...] = ()
    # (row, position of the column) of formulas whose value the file does not hold.
    uncalculated: frozenset[tuple[int, int]] = frozenset()


def table_of(
    lines: Iterable[Sequence[str]],
    *,
    sheet: str,
    notes: Sequence[str] = (),
    uncalculated: frozenset[tuple[int, int]] = frozenset(),
    first_number: int = 1,
) -> Table:
    """Make a table of lines of cells: the first one with text in it holds the headings."""
    numbered = iter(enumerate(lines, start=first_number))
    number, headers = _headers(numbered)
    if number > 1:
        notes = [*notes, f"The headings were read from row {number}."]
    rows = list(_rows(numbered, len(headers)))
    return Table(headers, rows, sheet, tuple(notes), uncalculated)


def _headers(numbered: Iterator[tuple[int, Sequence[str]]]) -> tuple[int, tuple[str, ...]]:
    for number, line in numbered:
        cells = [" ".join(cell.split()) for cell in line]
        while cells and not cells[-1]:
            cells.pop()
        if len(cells) > MOST_COLUMNS:
            raise UnreadableFile(
                f"The file has {len(cells)} columns, and {MOST_COLUMNS} can be read. "
                "Delete the columns that are not needed and try again."
            )
        if cells:
            return number, tuple(cells)
    raise UnreadableFile(
        "The file is empty. Choose one that has headings in its first row and people below them."
    )


def _rows(numbered: Iterator[tuple[int, Sequence[str]]], count: int) -> Iterator[Row]:
    memory: dict[str, str] = {}  # the same word in many rows is kept once
    found = 0
    for number, line in numbered:
        width = len(line)
        while width > count and not line[width - 1].strip():
            width -= 1
        if not any(cell.strip() for cell in line):
            continue
        found += 1
        if found > MOST_ROWS:
            raise UnreadableFile(
                f"The file has more than {MOST_ROWS:,} rows. Split it into smaller files "
                "and bring them in one after the other."
            )
        cells = [memory.setdefault(cell, cell) if len(cell) < 40 else cell for cell in line[:count]]  # noqa: PLR2004
        cells += [""] * (count - len(cells))
        if max(map(len, cells)) > LONGEST_CELL:
            raise UnreadableFile(
                f"Row {number} has a cell with more than {LONGEST_CELL:,} characters. A quotation "
                "mark that opens and never closes is the usual reason. Mend it and try again."
            )
        yield Row(number, tuple(cells), width)
