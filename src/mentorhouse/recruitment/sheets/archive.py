"""Looks through the archive that an XLSX file is, without trusting what it says of itself.

Every part is unpacked in small pieces and counted, so that neither a bomb nor a sheet with one
cell in its last corner reaches the reader, which would set memory aside for all cells between.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from mentorhouse.languages.saying import mark, say
from mentorhouse.recruitment.sheets.table import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_UNPACKED_BYTES,
    UnreadableFile,
)

MOST_PARTS = 2_000
MOST_UNCALCULATED = 10_000
PIECE = 256 * 1024
LONGEST_TAIL = 4 * 2**20
LOCAL_HEADER = 30
STORED, DEFLATED = 0, 8
LOCKED = 0x1

SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
ROW_OR_CELL = re.compile(rb"<(?:[^\s<>/:]+:)?(row|c)\b([^>]*)>")
PLACE = re.compile(rb"""(?<![\w:.-])r\s*=\s*["']([A-Za-z]{0,3})(\d{1,7})["']""")
# Where the reader sees other rows and cells than a search does; no spreadsheet program writes it.
HIDES = re.compile(rb"<!|<\?(?!xml\s)")
CELLS = re.compile(rb"<(?:[^\s<>/:]+:)?sheetData\b")
LONGEST_TAG = 256
# A cell with a formula and no value: never calculated by the program that wrote it.
UNCALCULATED = re.compile(
    rb"""<(?:\w+:)?c\b([^>]*[^/])>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"""
    rb"""(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"""
)

TOO_LARGE = mark(
    "The workbook unpacks to far more than people's data would. Copy the rows that are needed "
    "into a new workbook and choose that one."
)
TOO_WIDE = mark(
    "The sheet reaches far beyond the people in it: a cell far to the right or far below holds "
    "something. Up to {rows} rows and {columns} columns are read. Copy the rows that "
    "are needed into a new workbook and choose that one."
)
DAMAGED = mark(
    "The workbook is damaged. Open it in your spreadsheet program, save it again as .xlsx and "
    "choose that file."
)


def _too_wide() -> UnreadableFile:
    return UnreadableFile(say(TOO_WIDE, rows=f"{MOST_ROWS:,}", columns=MOST_COLUMNS))


@dataclass
class Findings:
    """What a look through the archive found: sheets in order, formulas without a value."""

    uncalculated: dict[str, set[tuple[int, int]]] = field(default_factory=dict)
    sheets: list[str] = field(default_factory=list)

    def uncalculated_in(self, place: int) -> frozenset[tuple[int, int]]:
        """Return row and column of the formulas of one sheet, by its place in the workbook."""
        name = self.sheets[place] if place < len(self.sheets) else ""
        return frozenset(self.uncalculated.get(name, ()))


def look_through(content: bytes) -> Findings:
    """Count and check every part. Raises `UnreadableFile` for what must not be opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, struct.error, NotImplementedError) as error:
        raise UnreadableFile(say(DAMAGED)) from error
    _check_kind({part.filename for part in parts})
    _check_claims(parts)
    findings, left = Findings(), MOST_UNPACKED_BYTES
    known: dict[str, bytes] = {}
    for part in parts:
        pieces = _pieces(content, part, left)
        if SHEET.fullmatch(part.filename):
            left -= _look_at_sheet(part.filename, pieces, findings)
        else:
            left -= _look_at_other(part.filename, pieces, known)
    findings.sheets = sheets_in_order(known)
    return findings


def _check_kind(names: set[str]) -> None:
    if {"EncryptedPackage", "EncryptionInfo"} & names:
        raise UnreadableFile(
            say("The workbook is protected with a password. Take it away and save the file again.")
        )
    if "xl/workbook.xml" in names:
        return
    kind = say("an archive (zip) of other files")
    if any(name.startswith("word/") for name in names):
        kind = say("a text document (Word)")
    elif any(name.startswith("ppt/") for name in names):
        kind = say("a presentation")
    elif "xl/workbook.bin" in names or "content.xml" in names or "Index/Document.iwa" in names:
        kind = say("a spreadsheet of another kind")
    raise UnreadableFile(
        say(
            "This is {kind}, not a workbook in the format .xlsx. In your spreadsheet program, save "
            "it as .xlsx or as CSV and choose that file.",
            kind=kind,
        )
    )


def _check_claims(parts: list[zipfile.ZipInfo]) -> None:
    if any(part.flag_bits & LOCKED for part in parts):
        raise UnreadableFile(
            say("The workbook is protected with a password. Take it away and save the file again.")
        )
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED_BYTES:
        raise UnreadableFile(say(TOO_LARGE))
    if any(part.compress_type not in {STORED, DEFLATED} for part in parts):
        raise UnreadableFile(say(DAMAGED))


def _pieces(content: bytes, part: zipfile.ZipInfo, left: int) -> Iterator[bytes]:
    """Unpack a part as it really is, not as it is declared, and stop where it grows too large."""
    start = part.header_offset
    header = content[start : start + LOCAL_HEADER]
    if len(header) < LOCAL_HEADER:
        raise UnreadableFile(say(DAMAGED))
    name_length, extra_length = struct.unpack_from("<HH", header, 26)
    start += LOCAL_HEADER + name_length + extra_length
    packed = memoryview(content)[start : start + part.compress_size]
    unpacked = _stored(packed) if part.compress_type == STORED else _inflated(packed)
    total = 0
    for piece in unpacked:
        total += len(piece)
        if total > left:
            raise UnreadableFile(say(TOO_LARGE))
        yield piece


def _stored(packed: memoryview) -> Iterator[bytes]:
    for place in range(0, len(packed), PIECE):
        yield bytes(packed[place : place + PIECE])


def _inflated(packed: memoryview) -> Iterator[bytes]:
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for place in range(0, len(packed), PIECE):
            waiting = bytes(packed[place : place + PIECE])
            while waiting and not inflate.eof:
                yield inflate.decompress(waiting, PIECE)
                waiting = inflate.unconsumed_tail
        yield inflate.flush()
    except zlib.error as error:
        raise UnreadableFile(say(DAMAGED)) from error


def _look_at_other(name: str, pieces: Iterator[bytes], known: dict[str, bytes]) -> int:
    """Keep what names the sheets. Cells that lie outside the sheets' place are not measured."""
    size, keep, before = 0, name in WORKBOOK_PARTS, b""
    kept: list[bytes] = []
    for piece in pieces:
        size += len(piece)
        text, before = before + piece, piece[-LONGEST_TAG:]
        if b"sheetData" in text and CELLS.search(text):
            raise UnreadableFile(say(DAMAGED))
        if keep and size <= LONGEST_TAIL:
            kept.append(piece)
    if keep:
        known[name] = b"".join(kept)
    return size


WORKBOOK_PARTS = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")
SHEET_TAG = re.compile(rb"<(?:\w+:)?sheet\b([^>]*)>")
RELATION_TAG = re.compile(rb"<(?:\w+:)?Relationship\b([^>]*)>")
IDENTIFIER = re.compile(rb"""\bid\s*=\s*["']([^"']+)["']""", re.IGNORECASE)
TARGET = re.compile(rb"""\bTarget\s*=\s*["']([^"']+)["']""")
RELATION = re.compile(rb"""\w+:id\s*=\s*["']([^"']+)["']""")


def sheets_in_order(known: dict[str, bytes]) -> list[str]:
    """Return the parts that hold the sheets, in the order in which the workbook shows them."""
    targets: dict[bytes, str] = {}
    for tag in RELATION_TAG.findall(known.get(WORKBOOK_PARTS[1], b"")):
        identifier, target = IDENTIFIER.search(tag), TARGET.search(tag)
        if identifier and target:
            path = target[1].decode("utf-8", "replace").lstrip("/")
            targets[identifier[1]] = path if path.startswith("xl/") else f"xl/{path}"
    found = (RELATION.search(tag) for tag in SHEET_TAG.findall(known.get(WORKBOOK_PARTS[0], b"")))
    return [targets.get(match[1], "") if match else "" for match in found]


def _look_at_sheet(name: str, pieces: Iterator[bytes], findings: Findings) -> int:
    """Measure how far a sheet reaches, and note its formulas without a value."""
    extent, size, tail = _Extent(), 0, b""
    formulas = findings.uncalculated.setdefault(name, set())
    for piece in pieces:
        size += len(piece)
        text = tail + piece
        cut = text.rfind(b"<row")
        cut = cut if cut > 0 else text.rfind(b"row>") + 4
        whole, tail = (text[:cut], text[cut:]) if cut > len(b"row>") else (b"", text)
        if len(tail) > LONGEST_TAIL:
            raise _too_wide()
        _scan(whole, extent, formulas)
    _scan(tail, extent, formulas)
    return size


def _scan(text: bytes, extent: "_Extent", formulas: set[tuple[int, int]]) -> None:
    if HIDES.search(text):
        raise UnreadableFile(say(DAMAGED))
    for kind, attributes in ROW_OR_CELL.findall(text):
        _check_quotes(attributes)
        filled = not attributes.endswith(b"/")
        extent.take(kind, PLACE.search(attributes), filled=filled)
    for match in UNCALCULATED.finditer(text):
        place = PLACE.search(match[1])
        if place and place[1] and len(formulas) < MOST_UNCALCULATED:
            formulas.add((int(place[2]), column_number(place[1])))


def _check_quotes(attributes: bytes) -> None:
    """Refuse a tag whose quotation marks hide where it ends or where the cell says it is."""
    double, single = attributes.count(b'"'), attributes.count(b"'")
    if double % 2 or single % 2 or (double and single):
        raise UnreadableFile(say(DAMAGED))


class _Extent:
    """How far cells reach: the reader sets memory aside for the whole rectangle."""

    def __init__(self) -> None:
        self.rows = self.columns = self.row = self.column = 0

    def take(self, kind: bytes, place: re.Match[bytes] | None, *, filled: bool) -> None:
        """Count one row or cell, where it says it is or else after the one before.

        Cells that have a colour but hold nothing do not count: the reader skips them.
        """
        if kind == b"row":
            self.row = int(place[2]) if place else self.row + 1
            self.column = 0
            return
        if place and place[1]:
            self.row, self.column = int(place[2]), column_number(place[1]) + 1
        else:
            self.column += 1
        if not filled:
            return
        self.rows, self.columns = max(self.rows, self.row), max(self.columns, self.column)
        if self.rows * self.columns > MOST_CELLS:
            raise _too_wide()


def column_number(letters: bytes) -> int:
    """Return the position of a column by its letters: A is 0."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number - 1
