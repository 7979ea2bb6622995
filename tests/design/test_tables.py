"""Lists that leave the house run nothing in a spreadsheet program (R14.06)."""

import csv
import io
import zipfile

import pytest
from python_calamine import CalamineWorkbook

from mentorhouse.design.tables import as_csv, as_download, as_xlsx, harmless

DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", '=HYPERLINK("x")']
HARMLESS = ["Ada", "O'Neill", "a=b", "", "5 > 3", "Siân, “quoted”\nsecond line"]


@pytest.mark.requirement("R14.06")
@pytest.mark.parametrize("cell", DANGEROUS)
def test_a_formula_is_text_in_csv_and_in_xlsx(cell):
    read = list(csv.reader(io.StringIO(as_csv(["Name"], [[cell]]).decode("utf-8-sig"), newline="")))
    assert read[1] == [f"'{cell}"]
    with zipfile.ZipFile(io.BytesIO(as_xlsx(["Name"], [[cell]]))) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("cell", HARMLESS)
def test_what_is_harmless_comes_back_as_it_was(cell):
    assert harmless(cell) == cell
    read = list(csv.reader(io.StringIO(as_csv(["Name"], [[cell]]).decode("utf-8-sig"), newline="")))
    assert read == [["Name"], [cell]]


def test_numbers_stay_numbers_and_nothing_stays_nothing():
    book = CalamineWorkbook.from_filelike(io.BytesIO(as_xlsx(["Score", "Why"], [[-97.5, None]])))
    assert book.get_sheet_by_index(0).to_python() == [["Score", "Why"], [-97.5, ""]]
    assert as_csv(["Score"], [[-97.5], [None]]).decode("utf-8-sig").split("\r\n")[1:3] == [
        "-97.5",
        '""',
    ]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_download_is_a_file_with_a_name(kind):
    response = as_download(kind, "pairs", ["Name"], [["Ada"]])
    assert response["Content-Disposition"] == f'attachment; filename="pairs.{kind}"'
    assert response.content
