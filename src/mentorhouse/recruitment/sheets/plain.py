"""CSV: finds out encoding and delimiter, then reads by the standard library, strictly."""

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from typing import TextIO

from mentorhouse.languages.saying import mark, say
from mentorhouse.recruitment.sheets.table import Table, UnreadableFile, table_of

DELIMITERS = {
    ",": mark("commas"), ";": mark("semicolons"), "\t": mark("tabs"), "|": mark("bars"),
}  # fmt: skip
SAMPLE = 64 * 1024
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SAVE_AS_UTF8 = mark(
    "Save it as “CSV UTF-8” in your spreadsheet program, or as .xlsx, and try again."
)


def read_plain(content: bytes, *, sheet: str) -> Table:
    """Read a text file whose lines are rows."""
    encoding, notes = _encoding(content)
    delimiter, skipped = _delimiter(_opened(content, encoding).read(SAMPLE))
    if delimiter != ",":
        by = say(DELIMITERS.get(delimiter, delimiter))
        notes.append(say("The columns were read as divided by {delimiter}.", delimiter=by))
    lines = _lines(_opened(content, encoding), delimiter, skipped)
    return table_of(lines, sheet=sheet, notes=notes, first_number=1 + skipped)


def _opened(content: bytes, encoding: str) -> TextIO:
    # Lines end with \r\n, \n or \r; universal newlines would change those inside cells.
    return io.TextIOWrapper(io.BytesIO(content), encoding=encoding, newline="")


def _encoding(content: bytes) -> tuple[str, list[str]]:
    for sign, encoding in BYTE_ORDER_MARKS:
        if content.startswith(sign):
            return _checked(content, encoding), []
    guess = _wide_without_mark(content)
    if guess:
        return _checked(content, guess), []
    if _decodes(content, "utf-8"):
        return _checked(content, "utf-8"), []
    note = say(
        "The file is not in UTF-8; it was read as Western European (Windows). "
        "Look whether names with accents are right."
    )
    return _checked(content, "cp1252"), [note]


def _checked(content: bytes, encoding: str) -> str:
    if not _decodes(content, encoding):
        raise UnreadableFile(
            say(
                "The letters of this file cannot be read: it is damaged or no text. {remedy}",
                remedy=say(SAVE_AS_UTF8),
            )
        )
    # In UTF-8 and Windows a NUL is a NUL byte; in wide text it is one only beside another.
    wide = encoding.startswith(("utf-16", "utf-32"))
    if (b"\x00" in content) if not wide else any("\x00" in t for t in _texts(content, encoding)):
        raise UnreadableFile(
            say(
                "The file holds characters that no text has (NUL), so it is damaged or is no "
                "spreadsheet. {remedy}",
                remedy=say(SAVE_AS_UTF8),
            )
        )
    return encoding


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        for _ in _texts(content, encoding):
            pass
    except UnicodeError:
        return False
    return True


def _texts(content: bytes, encoding: str) -> Iterator[str]:
    """Decode piece by piece: the whole text at once would need four times the file's memory."""
    decoder = codecs.getincrementaldecoder(encoding)()
    for place in range(0, len(content), SAMPLE):
        yield decoder.decode(content[place : place + SAMPLE])
    yield decoder.decode(b"", final=True)


def _wide_without_mark(content: bytes) -> str:
    """UTF-16 without its mark: in western text every second byte is NUL."""
    sample = content[: 2 * (min(len(content), 4096) // 2)]
    pairs = len(sample) // 2 or 1
    low, high = sample[0::2].count(0) / pairs, sample[1::2].count(0) / pairs
    mostly, hardly = 0.8, 0.05
    if high > mostly and low < hardly:
        return "utf-16-le"
    return "utf-16-be" if low > mostly and high < hardly else ""


def _delimiter(sample: str) -> tuple[str, int]:
    """Return the delimiter, and how many lines only name it (`sep=;`, as Excel writes)."""
    first = sample.lstrip("\r\n").partition("\n")[0].strip()
    if first.lower().startswith("sep=") and len(first) == len("sep=;"):
        return first[-1], 1
    widths = {d: _widths(sample, d) for d in DELIMITERS}
    best = max(DELIMITERS, key=lambda d: (widths[d][:1] or [1])[0])
    return best, 0


def _widths(sample: str, delimiter: str) -> list[int]:
    """How many cells the first lines have with a delimiter."""
    found: list[int] = []
    try:
        for cells in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter):
            if any(cell.strip() for cell in cells):
                found.append(len(cells))
            if len(found) > 1:
                break
    except csv.Error:  # the sample ends in the middle, or this is not the delimiter
        pass
    return found


def _lines(text: TextIO, delimiter: str, skipped: int) -> Iterator[Sequence[str]]:
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, line in enumerate(reader, start=1):
            if number > skipped:
                yield line
    except csv.Error as error:
        raise UnreadableFile(
            say(
                "After row {number} the quotation marks do not fit: one opens and never closes, or "
                'closes too early. Inside a cell write two of them (""), or save the file again '
                "from your spreadsheet program.",
                number=number,
            )
        ) from error
