"""Spreadsheets of invented people for tests, in the columns of the civil service sample."""

import csv
import io
from collections.abc import Sequence

import xlsxwriter

MENTOR_HEADINGS = (
    "first name,last name,email address,both mentor and mentee,job title,grade,organisation,"
    "profession,characteristics,biography"
).split(",")
MENTEE_HEADINGS = (
    "first name,last name,email address,both mentor and mentee,job title,grade,organisation,"
    "profession,match with similar identity,identity to match,biography"
).split(",")
GRADES = ["AA", "AO", "EO", "HEO", "SEO", "Grade 7", "Grade 6", "SCS1", "SCS2"]
# No word of the house, so that finding it anywhere means that it leaked.
CANARY = "Zyxwvian"


def mentor(number: int, *, identity: str = "", both: str = "no", **changed: str) -> list[str]:
    row = dict(
        zip(
            MENTOR_HEADINGS,
            [
                f"Given{number}", f"Family{number}", f"mentor.{number}@example.org", both,
                "Some role", GRADES[number % len(GRADES)], f"Department {number % 5}", "Policy",
                identity, f"I am mentor {number}. My characteristics is/are {identity}.",
            ],
            strict=True,
        )
    )  # fmt: skip
    return list((row | changed).values())


def mentee(number: int, *, identity: str = "", both: str = "no", **changed: str) -> list[str]:
    row = dict(
        zip(
            MENTEE_HEADINGS,
            [
                f"Given{number}", f"Family{number}", f"mentee.{number}@example.org", both,
                "Some role", GRADES[number % len(GRADES)], f"Department {number % 5}", "Policy",
                "yes" if identity else "no", identity,
                f"I am mentee {number}. My characteristics is/are {identity}.",
            ],
            strict=True,
        )
    )  # fmt: skip
    return list((row | changed).values())


def csv_file(
    rows: Sequence[Sequence[str]],
    headings: Sequence[str] = tuple(MENTOR_HEADINGS),
    *,
    delimiter: str = ",",
    encoding: str = "utf-8",
) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows([headings, *rows])
    return text.getvalue().encode(encoding)


def xlsx_file(
    rows: Sequence[Sequence[object]], headings: Sequence[str] = tuple(MENTOR_HEADINGS)
) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet("People")
        for number, row in enumerate([headings, *rows]):
            sheet.write_row(number, 0, row)
    return made.getvalue()
