"""From a file to a table. What the file is, is seen from its content and never from its name."""

from pathlib import Path, PurePath
from typing import BinaryIO

from mentorhouse.languages.saying import mark, say
from mentorhouse.recruitment.sheets.plain import read_plain
from mentorhouse.recruitment.sheets.table import MOST_BYTES, Table, UnreadableFile
from mentorhouse.recruitment.sheets.workbook import read_workbook

SAVE_AGAIN = mark("In your spreadsheet program, save it as .xlsx or as CSV and choose that file.")

# How files begin that people choose by mistake, or that only look like spreadsheets.
STARTS = (
    (b"\x89PNG", mark("a picture")),
    (b"\xff\xd8\xff", mark("a picture")),
    (b"GIF8", mark("a picture")),
    (b"BM", mark("a picture")),
    (b"II*\x00", mark("a picture")),
    (b"MM\x00*", mark("a picture")),
    (b"%PDF", mark("a PDF document")),
    (b"\x1f\x8b", mark("a compressed archive")),
    (b"7z\xbc\xaf", mark("a compressed archive")),
    (b"Rar!", mark("a compressed archive")),
    (b"SQLite format 3", mark("a database")),
    (b"{\\rtf", mark("a text document")),
    (b"MZ", mark("a program")),
    (b"\x7fELF", mark("a program")),
)
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")


def read_table(source: Path | BinaryIO, *, filename: str) -> Table:
    """Read a CSV or XLSX file. Raises `UnreadableFile`, and nothing else, for any other content."""
    content = _content(source)
    name = PurePath(filename.replace("\\", "/")).name or say("the file")
    if not content.strip(b" \t\r\n\x00"):
        raise UnreadableFile(
            say(
                "The file is empty. Choose one that has headings in its first row and people below."
            )
        )
    _refuse_other_kinds(content)
    if content.startswith(ZIP):
        return read_workbook(content)
    return read_plain(content, sheet=name)


def _content(source: Path | BinaryIO) -> bytes:
    try:
        if isinstance(source, Path):
            with source.open("rb") as file:
                content = file.read(MOST_BYTES + 1)
        else:
            content = source.read(MOST_BYTES + 1)
    except OSError as error:
        raise UnreadableFile(say("The file could not be opened. Choose it again.")) from error
    check_size(len(content))
    return content


def check_size(size: int) -> None:
    """Refuse a file that is too large to be read."""
    if size > MOST_BYTES:
        raise UnreadableFile(
            say(
                "The file is larger than {size} MB. Delete what is not needed (pictures, other "
                "sheets), or split it into smaller files.",
                size=MOST_BYTES // 2**20,
            )
        )


def _refuse_other_kinds(content: bytes) -> None:
    if content.startswith(OLD_OFFICE):
        raise UnreadableFile(_old_office(content))
    for start, kind in STARTS:
        if content.startswith(start) and not _could_be_words(content, start):
            raise UnreadableFile(
                say(
                    "This is {kind}, whatever its name says. {remedy}",
                    kind=say(kind),
                    remedy=say(SAVE_AGAIN),
                )
            )
    head = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype", b"<html", b"<?xml")):
        raise UnreadableFile(
            say(
                "This is a web page or XML file, not a spreadsheet. {remedy}",
                remedy=say(SAVE_AGAIN),
            )
        )


def _could_be_words(content: bytes, start: bytes) -> bool:
    """Whether it may be CSV that begins with the letters; pictures and programs soon have NUL."""
    return start in {b"BM", b"MZ"} and b"\x00" not in content[:512]


def _old_office(content: bytes) -> str:
    if ENCRYPTED_PART in content:
        return say(
            "The file is protected with a password. Open it in your spreadsheet program, take the "
            "password away, save it and choose it again."
        )
    return say(
        "This is a file of an older program (.xls or .doc), which is not read. {remedy}",
        remedy=say(SAVE_AGAIN),
    )
