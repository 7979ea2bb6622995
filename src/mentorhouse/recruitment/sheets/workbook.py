"""XLSX: looked through before it is opened, then read by calamine, which runs nothing."""

import ctypes
import io
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime, time
from typing import Any

import python_calamine as calamine

from mentorhouse.languages.saying import mark, say
from mentorhouse.recruitment.sheets.archive import Findings, look_through
from mentorhouse.recruitment.sheets.table import Table, UnreadableFile, table_of

DAMAGED = mark(
    "The workbook is damaged or is none. Open it in your spreadsheet program, save it again as "
    ".xlsx and choose that file."
)


def read_workbook(content: bytes) -> Table:
    """Read the first sheet that holds something; name the sheets that were not read."""
    findings = look_through(content)
    try:
        with calamine.load_workbook(io.BytesIO(content)) as book:
            return _first_filled(book, findings)
    except UnreadableFile:
        raise
    except calamine.PasswordError as error:
        raise UnreadableFile(
            "The workbook is protected with a password. Take the password away, save the file "
            "and choose it again."
        ) from error
    except (calamine.CalamineError, ValueError, OverflowError, OSError) as error:
        raise UnreadableFile(say(DAMAGED)) from error
    except BaseException as error:
        # What panics inside calamine comes as an exception that is not an `Exception`.
        if type(error).__name__ == "PanicException":
            raise UnreadableFile(say(DAMAGED)) from error
        raise
    finally:
        _give_back()


def _give_back() -> None:
    """Hand the memory that the reader has freed back to the system, where that can be asked.

    The allocator would keep it: some 70 MB of a large workbook, through checking and saving.
    """
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).malloc_trim(0)


def _first_filled(book: Any, findings: Findings) -> Table:
    for place, name in enumerate(book.sheet_names):
        sheet = book.get_sheet_by_name(name)
        if sheet.height:
            others = [other for other in book.sheet_names if other != name]
            return table_of(
                _lines(sheet),
                sheet=name,
                notes=_notes(name, others),
                uncalculated=findings.uncalculated_in(place),
            )
    raise UnreadableFile(
        say(
            "No sheet of the workbook holds anything. Choose a file that has headings in its "
            "first row and people below them."
        )
    )


def _notes(name: str, others: Sequence[str]) -> list[str]:
    if not others:
        return []
    listed = ", ".join(f"“{other}”" for other in others)
    return [say("The sheet “{name}” was read. Not read: {listed}.", name=name, listed=listed)]


def _lines(sheet: Any) -> Iterator[list[str]]:
    """Give every line of the sheet whole; calamine leaves out columns empty at the left."""
    before = [""] * (sheet.start or (0, 0))[1]
    for line in sheet.iter_rows():
        yield before + [_text(value) for value in line]


def _text(value: object) -> str:
    """Return a cell as its owner sees it."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return "" if value is None else str(value)
