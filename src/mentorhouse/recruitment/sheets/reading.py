"""From a file to a table. What the file is, is seen from its content and never from its name."""

from pathlib import Path, PurePath
from typing import BinaryIO

from mentorhouse.recruitment.sheets.plain import read_plain
from mentorhouse.recruitment.sheets.table import MOST_BYTES, Table, UnreadableFile
from mentorhouse.recruitment.sheets.workbook import read_workbook

SAVE_AGAIN = "In your spreadsheet program, save it as .xlsx or as CSV and choose that file."

# How files begin that people choose by mistake, or that only look like spreadsheets.
STARTS = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"BM", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"%PDF", "a PDF document"),
    (b"\x1f\x8b", "a compressed archive"),
    (b"7z\xbc\xaf", "a compressed archive"),
    (b"Rar!", "a compressed archive"),
    (b"SQLite format 3", "a database"),
    (b"{\\rtf", "a text document"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
)
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")


def read_table(source: Path | BinaryIO, *, filename: str) -> Table:
    """Read a CSV or XLSX file. Raises `UnreadableFile`, and nothing else, for any other content."""
    content = _content(source)
    name = PurePath(filename.replace("\\", "/")).name or "the file"
    if not content.strip(b" \t\r\n\x00"):
        raise UnreadableFile(
            "The file is empty. Choose one that has headings in its first row and people below."
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
        raise UnreadableFile("The file could not be opened. Choose it again.") from error
    check_size(len(content))
    return content


def check_size(size: int) -> None:
    """Refuse a file that is too large to be read."""
    if size > MOST_BYTES:
        raise UnreadableFile(
            f"The file is larger than {MOST_BYTES // 2**20} MB. Delete what is not needed "
            "(pictures, other sheets), or split it into smaller files."
        )


def _refuse_other_kinds(content: bytes) -> None:
    if content.startswith(OLD_OFFICE):
        raise UnreadableFile(_old_office(content))
    for start, kind in STARTS:
        if content.startswith(start) and not _could_be_words(content, start):
            raise UnreadableFile(f"This is {kind}, whatever its name says. {SAVE_AGAIN}")
    head = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype", b"<html", b"<?xml")):
        raise UnreadableFile(f"This is a web page or XML file, not a spreadsheet. {SAVE_AGAIN}")


def _could_be_words(content: bytes, start: bytes) -> bool:
    """Whether it may be CSV that begins with the letters; pictures and programs soon have NUL."""
    return start in {b"BM", b"MZ"} and b"\x00" not in content[:512]


def _old_office(content: bytes) -> str:
    if ENCRYPTED_PART in content:
        return (
            "The file is protected with a password. Open it in your spreadsheet program, take the "
            "password away, save it and choose it again."
        )
    return f"This is a file of an older program (.xls or .doc), which is not read. {SAVE_AGAIN}"
