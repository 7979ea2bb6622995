"""Completions in a CSV file, as a learning system exports them, read row by row (R4.12)."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mentorhouse.languages.saying import say

MOST_BYTES: Final = 2 * 2**20
MOST_ROWS: Final = 5_000
LONGEST_CELL: Final = 1_000
DELIMITERS: Final = (",", ";", "\t")
HEADINGS: Final[Mapping[str, frozenset[str]]] = {
    "email": frozenset({"e-mail", "email", "e-mail address", "email address", "mail"}),
    "number": frozenset({"person number", "person", "number"}),
    "course": frozenset({"course", "course code", "course id", "activity"}),
    "date": frozenset({"date", "completed", "completed on", "completion date", "date completed"}),
}


class UnreadableRecords(Exception):
    """The file cannot be read at all. The message says why and what to do."""


@dataclass(frozen=True)
class Line:
    """One row as it stands in the file, with the number that its owner sees."""

    number: int
    email: str
    person: str
    course: str
    day: str


def read_lines(content: bytes) -> tuple[Line, ...]:
    """Read every row. Raises `UnreadableRecords`."""
    rows = _rows(_text(content))
    head = next(rows, None)
    if head is None:
        raise UnreadableRecords(
            say("The file is empty. Choose one that has headings in its first row.")
        )
    places = _places(head[1])
    lines = [_line(number, cells, places) for number, cells in rows if any(map(str.strip, cells))]
    if len(lines) > MOST_ROWS:
        raise UnreadableRecords(
            say("The file has more than {most} rows. Split it.", most=f"{MOST_ROWS:,}")
        )
    if not lines:
        raise UnreadableRecords(say("The file has headings and no rows below them."))
    return tuple(lines)


def check_size(size: int) -> None:
    """Refuse what is too large to be a list of completions."""
    if size > MOST_BYTES:
        raise UnreadableRecords(
            say("The file is larger than {most} MB. Split it.", most=MOST_BYTES // 2**20)
        )


def _text(content: bytes) -> str:
    check_size(len(content))
    wide = content[:2] in {b"\xff\xfe", b"\xfe\xff"}
    try:
        text = content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if "\x00" in text:
        raise UnreadableRecords(
            say("This is no CSV file. Save the list as “CSV UTF-8” and choose that file.")
        )
    return text


def _rows(text: str) -> Iterator[tuple[int, Sequence[str]]]:
    first = text.lstrip("\r\n").partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            if max(map(len, cells), default=0) > LONGEST_CELL:
                raise UnreadableRecords(
                    say(
                        "Row {number} has a cell that is far too long. A quotation mark that "
                        "opens and never closes is the usual reason.",
                        number=reader.line_num,
                    )
                )
            yield reader.line_num, cells
    except csv.Error as error:
        raise UnreadableRecords(
            say(
                "Row {number} cannot be read: its quotation marks do not match.",
                number=reader.line_num,
            )
        ) from error


def _places(cells: Sequence[str]) -> dict[str, int]:
    known = [" ".join(cell.split()).casefold() for cell in cells]
    places = {
        name: place
        for name, words in HEADINGS.items()
        for place, cell in reversed(list(enumerate(known)))
        if cell in words
    }
    missing = [words for name, words in _NEEDED.items() if name not in places]
    if not {"email", "number"} & set(places):
        missing.insert(0, "E-mail")
    if missing:
        raise UnreadableRecords(
            say(
                "The first row has no heading “{missing}”. The headings are: E-mail or Person "
                "number, Course, and Date.",
                missing="”, “".join(missing),
            )
        )
    return places


_NEEDED = {"course": "Course", "date": "Date"}


def _line(number: int, cells: Sequence[str], places: Mapping[str, int]) -> Line:
    def cell(name: str) -> str:
        place = places.get(name, len(cells))
        return cells[place].strip() if place < len(cells) else ""

    return Line(number, cell("email"), cell("number"), cell("course"), cell("date"))
