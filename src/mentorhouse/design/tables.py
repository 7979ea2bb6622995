"""Lists that leave the house: CSV and XLSX, safe against formulas (R14.06).

A cell that a spreadsheet program would run (`=`, `+`, `-`, `@`, tab, carriage return first) gets an
apostrophe before it in CSV, as OWASP advises; in XLSX text is written as text, never as a formula.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

import xlsxwriter
from django.http import HttpResponse

from mentorhouse.languages.saying import say

Cell = str | int | float | Decimal | None
Row = Sequence[Cell]

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def harmless(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet program runs; numbers stay numbers."""
    if isinstance(cell, str) and cell.lstrip(" ").startswith(STARTS_A_FORMULA):
        return f"'{cell}"
    return cell


def as_csv(headings: Sequence[str], rows: Iterable[Row]) -> bytes:
    """Write a list as CSV in UTF-8 with the mark by which Excel knows it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([harmless(cell) for cell in headings])
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(headings: Sequence[str], rows: Iterable[Row]) -> bytes:
    """Write a list as one sheet with its headings in bold and held in place."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(
        made,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    ) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, headings, book.add_format({"bold": True}))
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                if isinstance(cell, int | float | Decimal):
                    sheet.write_number(number, column, cell)
                elif cell is not None:
                    sheet.write_string(number, column, cell)
        sheet.autofit()
    return made.getvalue()


WRITERS = {"csv": as_csv, "xlsx": as_xlsx}


def as_download(kind: str, name: str, headings: Sequence[str], rows: Iterable[Row]) -> HttpResponse:
    """Answer with a list as a file; `kind` is csv or xlsx, `name` has no ending.

    The headings are said in the reader's language.
    """
    said = [say(heading) for heading in headings]
    response = HttpResponse(WRITERS[kind](said, rows), content_type=TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response
