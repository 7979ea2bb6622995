"""A spreadsheet as read: headings, rows with the numbers that its owner sees, and remarks."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import overload

from mentorhouse.languages.saying import say

# What is accepted. A file at these limits is read within the memory and time of the bar.
MOST_BYTES = 32 * 2**20
MOST_UNPACKED_BYTES = 192 * 2**20
MOST_ROWS = 100_000
MOST_COLUMNS = 200
MOST_CELLS = 4_000_000
DIVIDER = "\x1f"
LONGEST_CELL = 32_767  # what a cell of a spreadsheet program can hold


class UnreadableFile(Exception):
    """The file cannot be read at all. The message says why and what to do, fit for a person."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `cells` has one value a heading; `width` is how many cells the file gives it."""

    number: int
    cells: tuple[str, ...]
    width: int


class Rows(Sequence[Row]):
    """Rows kept small: each is one text until it is looked at.

    A hundred thousand rows of people take a third of the memory that lists of cells would.
    """

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._numbers, self._widths = array("L"), array("L")

    def add(self, number: int, cells: Iterable[str], width: int) -> None:
        """Add a row at the end. The sign that divides cells stands in no cell."""
        self._texts.append(DIVIDER.join(cell.replace(DIVIDER, "\x1e") for cell in cells))
        self._numbers.append(number)
        self._widths.append(width)

    def __len__(self) -> int:
        return len(self._texts)

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> list[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | list[Row]:
        """Return a row, or several."""
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        cells = tuple(self._texts[place].split(DIVIDER))
        return Row(self._numbers[place], cells, self._widths[place])


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
        notes = [*notes, say("The headings were read from row {number}.", number=number)]
    return Table(headers, _rows(numbered, len(headers)), sheet, tuple(notes), uncalculated)


def _headers(numbered: Iterator[tuple[int, Sequence[str]]]) -> tuple[int, tuple[str, ...]]:
    for number, line in numbered:
        cells = [" ".join(cell.split()) for cell in line]
        while cells and not cells[-1]:
            cells.pop()
        if len(cells) > MOST_COLUMNS:
            raise UnreadableFile(
                say(
                    "The file has {count} columns, and {most} can be read. Delete the columns "
                    "that are not needed and try again.",
                    count=len(cells),
                    most=MOST_COLUMNS,
                )
            )
        if cells:
            return number, tuple(cells)
    raise UnreadableFile(
        say(
            "The file is empty. Choose one that has headings in its first row and people below "
            "them."
        )
    )


def _rows(numbered: Iterator[tuple[int, Sequence[str]]], count: int) -> Rows:
    rows = Rows()
    for number, line in numbered:
        width = len(line)
        while width > count and not line[width - 1].strip():
            width -= 1
        cells = [cell.strip() for cell in line[:count]]
        if not any(cells) and width <= count:
            continue
        if len(rows) == MOST_ROWS:
            raise UnreadableFile(
                say(
                    "The file has more than {most} rows. Split it into smaller files and bring "
                    "them in one after the other.",
                    most=f"{MOST_ROWS:,}",
                )
            )
        cells += [""] * (count - len(cells))
        if max(map(len, cells)) > LONGEST_CELL:
            raise UnreadableFile(
                say(
                    "Row {number} has a cell with more than {most} characters. A quotation mark "
                    "that opens and never closes is the usual reason. Correct it and try again.",
                    number=number,
                    most=f"{LONGEST_CELL:,}",
                )
            )
        rows.add(number, cells, width)
    return rows
