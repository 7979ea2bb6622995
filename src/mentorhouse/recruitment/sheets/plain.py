"""CSV: finds out encoding and delimiter, then reads by the standard library, strictly."""

import codecs
import csv
import io
from collections.abc import Iterator, Sequence

from mentorhouse.recruitment.sheets.table import Table, UnreadableFile, table_of

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
SAMPLE = 64 * 1024
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SAVE_AS_UTF8 = "Save it as “CSV UTF-8” in your spreadsheet program, or as .xlsx, and try again."


def read_plain(content: bytes, *, sheet: str) -> Table:
    """Read a text file whose lines are rows."""
    text, notes = _decoded(content)
    del content
    if "\x00" in text:
        raise UnreadableFile(
            "The file holds characters that no text has (NUL), so it is damaged or is no "
            f"spreadsheet. {SAVE_AS_UTF8}"
        )
    delimiter, skipped = _delimiter(text)
    if delimiter != ",":
        notes.append(f"The columns were read as divided by {DELIMITERS.get(delimiter, delimiter)}.")
    lines = _lines(text, delimiter, skipped)
    return table_of(lines, sheet=sheet, notes=notes, first_number=1 + skipped)


def _decoded(content: bytes) -> tuple[str, list[str]]:
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _decode(content, encoding), []
    guess = _wide_without_mark(content)
    if guess:
        return _decode(content, guess), []
    try:
        return content.decode("utf-8"), []
    except UnicodeDecodeError:
        text = _decode(content, "cp1252")
    note = (
        "The file is not in UTF-8; it was read as Western European (Windows). "
        "Look whether names with accents are right."
    )
    return text, [note]


def _decode(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            f"The letters of this file cannot be read: it is damaged or no text. {SAVE_AS_UTF8}"
        ) from error


def _wide_without_mark(content: bytes) -> str:
    """UTF-16 without its mark: in western text every second byte is NUL."""
    sample = content[: 2 * (min(len(content), 4096) // 2)]
    pairs = len(sample) // 2 or 1
    low, high = sample[0::2].count(0) / pairs, sample[1::2].count(0) / pairs
    mostly, hardly = 0.8, 0.05
    if high > mostly and low < hardly:
        return "utf-16-le"
    return "utf-16-be" if low > mostly and high < hardly else ""


def _delimiter(text: str) -> tuple[str, int]:
    """Return the delimiter, and how many lines only name it (`sep=;`, as Excel writes)."""
    first = text[:SAMPLE].lstrip("\r\n").partition("\n")[0].strip()
    if first.lower().startswith("sep=") and len(first) == len("sep=;"):
        return first[-1], 1
    widths = {d: _widths(text[:SAMPLE], d) for d in DELIMITERS}
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


def _lines(text: str, delimiter: str, skipped: int) -> Iterator[Sequence[str]]:
    # Lines end with \r\n, \n or \r; universal newlines would change those inside cells.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, line in enumerate(reader, start=1):
            if number > skipped:
                yield line
    except csv.Error as error:
        raise UnreadableFile(
            f"After row {number} the quotation marks do not fit: one opens and never closes, or "
            'closes too early. Inside a cell write two of them (""), or save the file again from '
            "your spreadsheet program."
        ) from error
