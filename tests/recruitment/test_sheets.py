"""Reading spreadsheets: what people really save, and what must be refused in words."""

import io
import struct
import zipfile

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorhouse.recruitment.sheets import Table, UnreadableFile, archive, read_table
from mentorhouse.recruitment.sheets import table as limits
from tests.recruitment.files import MENTOR_HEADINGS, csv_file, mentor, xlsx_file

PEOPLE = [mentor(n) for n in range(3)]


def read(content: bytes, filename: str = "people.csv") -> Table:
    return read_table(io.BytesIO(content), filename=filename)


def cells(table: Table) -> list[list[str]]:
    return [list(row.cells) for row in table.rows]


def book(fill, **options) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True} | options) as workbook:
        fill(workbook)
    return made.getvalue()


def changed(content: bytes, part: str, new: bytes) -> bytes:
    """The same archive with one part replaced."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", 8) as archive_:
        for name in old.namelist():
            archive_.writestr(name, new if name == part else old.read(name))
    return made.getvalue()


@pytest.mark.requirement("R3.09")
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_is_read_in_every_usual_encoding_and_with_every_usual_delimiter(encoding, delimiter):
    people = [mentor(0, **{"first name": "Siân"}), *PEOPLE]
    table = read(csv_file(people, delimiter=delimiter, encoding=encoding))
    assert table.headers == tuple(MENTOR_HEADINGS)
    assert cells(table) == [[cell.strip() for cell in row] for row in people]
    assert [row.number for row in table.rows] == [2, 3, 4, 5]
    assert table.sheet == "people.csv"


def test_a_windows_file_is_read_and_its_reader_is_asked_to_look_at_the_names():
    table = read(csv_file([mentor(0, **{"first name": "Siân"})], encoding="cp1252"))
    assert table.rows[0].cells[0] == "Siân"
    assert "names with accents" in table.notes[0]


@pytest.mark.requirement("R3.09")
def test_xlsx_is_read_with_numbers_dates_and_ticks_as_people_see_them():
    table = read(xlsx_file([["Ada", 3, 2.5, True]], ["name", "n", "x", "yes"]), "a.xlsx")
    assert cells(table) == [["Ada", "3", "2.5", "yes"]]
    assert table.sheet == "People"


def test_what_a_file_is_is_seen_from_its_content_not_its_name():
    assert cells(read(xlsx_file([["Ada"]], ["name"]), "people.csv")) == [["Ada"]]
    assert cells(read(b"name,b\nAda,1", "people.xlsx")) == [["Ada", "1"]]


def test_the_first_sheet_that_holds_something_is_read_and_the_others_are_named():
    def fill(workbook):
        workbook.add_worksheet("Empty")
        workbook.add_worksheet("Mentors").write_column(0, 0, ["name", "Ada"])
        workbook.add_worksheet("Notes").write(0, 0, "x")

    table = read(book(fill))
    assert (table.sheet, cells(table)) == ("Mentors", [["Ada"]])
    assert "“Empty”, “Notes”" in table.notes[0]


def test_headings_may_stand_lower_and_further_right():
    def fill(workbook):
        sheet = workbook.add_worksheet()
        sheet.write_row(3, 1, ["name", "email"])
        sheet.write_row(5, 1, ["Ada", "ada@example.org"])

    table = read(book(fill))
    assert table.headers == ("", "name", "email")
    assert [(row.number, row.cells) for row in table.rows] == [(6, ("", "Ada", "ada@example.org"))]
    assert "row 4" in table.notes[0]


def test_a_formula_that_was_never_calculated_is_known():
    def fill(workbook):
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["name", "places"])
        sheet.write(1, 0, "Ada")
        sheet.write_formula(1, 1, "=1+1", None, "")
        sheet.write_formula(2, 0, '="Bo"', None, "Bo")

    table = read(book(fill))
    assert table.uncalculated == {(2, 1)}
    assert cells(table) == [["Ada", ""], ["Bo", ""]]


def test_rows_with_too_few_cells_are_filled_and_those_with_too_many_are_marked():
    table = read(b"a,b\n1\n1,2,\n1,2,3\n\n   ,\n")
    assert [(row.number, row.cells, row.width) for row in table.rows] == [
        (2, ("1", ""), 1),
        (3, ("1", "2"), 2),
        (4, ("1", "2"), 3),
    ]


def test_a_line_that_names_the_delimiter_is_not_a_heading():
    table = read(b"sep=;\r\na;b\r\n1,5;2\r\n")
    assert (table.headers, cells(table)) == (("a", "b"), [["1,5", "2"]])
    assert table.rows[0].number == 3


def test_lines_inside_cells_and_bare_carriage_returns():
    assert cells(read(b'a,b\r"x\ny",2\r')) == [["x\ny", "2"]]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HOSTILE = {
    "empty": (b"", "empty"),
    "only spaces": (b" \r\n \n", "empty"),
    "only delimiters": (b",,,\n,,\n", "empty"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), "a picture"),
    "photo": (b"\xff\xd8\xff\xe0" + bytes(100), "a picture"),
    "pdf": (b"%PDF-1.7\n", "a PDF"),
    "program": (b"MZ" + bytes(600), "a program"),
    "old excel": (OLE + bytes(600), ".xls"),
    "with a password": (OLE + bytes(90) + "EncryptedPackage".encode("utf-16-le"), "password"),
    "web page": (b"<html><table><tr><td>Ada", "a web page"),
    "nul": (b"name,b\nAd\x00a,1", "NUL"),
    "nul in wide text": ("name,b\nAd\x00a,1".encode("utf-16"), "NUL"),
    "no text": (b"a,b\n\x81\x8d,\xff\n", "cannot be read"),
    "quotation mark never closed": (b'name,b\n"Ada,1\nBo,2\n', "quotation marks"),
    "half a zip": (xlsx_file(PEOPLE)[:900], "damaged"),
    "one very long cell": (b"a,b\n" + b"x" * 40_000 + b",1", "characters"),
    "very many columns": (b"a," * 300 + b"\n1", "columns"),
    "empty workbook": (book(lambda b: b.add_worksheet()), "holds anything"),
}


@pytest.mark.parametrize("content, words", HOSTILE.values(), ids=HOSTILE)
def test_what_cannot_be_read_is_refused_in_words(content, words):
    with pytest.raises(UnreadableFile, match=words):
        read(content, "people.xlsx")


def zip_of(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", 8) as archive_:
        for name, content in parts.items():
            archive_.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return made.getvalue()


@pytest.mark.parametrize(
    "content, words",
    [
        (zip_of(word__document_xml=b"x"), "Word"),
        (zip_of(ppt__a_xml=b"x"), "presentation"),
        (zip_of(content_xml=b"x"), "spreadsheet of another kind"),
        (zip_of(letter=b"x"), "archive"),
        (zip_of(xl__workbook_xml=b"nonsense"), "damaged"),
    ],
)
def test_archives_that_are_no_workbook_are_refused(content, words):
    with pytest.raises(UnreadableFile, match=words):
        read(content)


def test_a_bomb_that_says_so_is_not_opened():
    sheet = "xl/worksheets/sheet1.xml"
    bomb = changed(xlsx_file(PEOPLE), sheet, bytes(limits.MOST_UNPACKED_BYTES + 1))
    assert len(bomb) < 1_000_000
    with pytest.raises(UnreadableFile, match="unpacks to far more"):
        read(bomb)


def test_a_bomb_that_lies_about_its_size_is_not_opened(monkeypatch):
    sheet = b"xl/worksheets/sheet1.xml"
    bomb = bytearray(changed(xlsx_file(PEOPLE), sheet.decode(), bytes(5_000_000)))
    entry = bomb.rindex(sheet) - 46  # in the list at the end of the archive
    assert bomb[entry : entry + 4] == b"PK\x01\x02"
    struct.pack_into("<L", bomb, entry + 24, 100)
    monkeypatch.setattr(archive, "MOST_UNPACKED_BYTES", 1_000_000)
    with pytest.raises(UnreadableFile, match="unpacks to far more"):
        read(bytes(bomb))


@pytest.mark.parametrize("row, column", [(1_048_575, 16_383), (1_048_575, 10)])
def test_one_cell_in_the_last_corner_does_not_cost_all_memory(row, column):
    def fill(workbook):
        sheet = workbook.add_worksheet()
        sheet.write(0, 0, "name")
        sheet.write(row, column, "x")

    with pytest.raises(UnreadableFile, match=r"far beyond|columns"):
        read(book(fill))


FAR = b"CV100000"  # ten million cells lie between it and the first
CORNER = b'<row r="100000"><c r="' + FAR + b'"><v>1</v></c></row>'
HIDDEN = {
    "by another attribute": b'<row r="2"><c data-r="A2" r="' + FAR + b'"><v>1</v></c></row>',
    "behind a bracket": b'<row r="2"><c x=">" r="' + FAR + b'"><v>1</v></c></row>',
    "between two marks": b'<row r="2"><c x=\' r="A2"\' r="' + FAR + b'"><v>1</v></c></row>',
    "by a remark": b'<row r="100000"><!--<row r="1">--><c><v>1</v></c></row><row r="1"><c r="CV1">'
    b"<v>1</v></c></row>",
    "by a name of its own": b'<row r="2"><a-b:c r="' + FAR + b'"><v>1</v></a-b:c></row>',
}  # fmt: skip


@pytest.mark.parametrize("cell", HIDDEN.values(), ids=HIDDEN)
def test_a_far_cell_that_hides_does_not_cost_all_memory(cell):
    """A hundred times as far away, it would end the whole process."""
    sheet = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(io.BytesIO(xlsx_file(PEOPLE))) as whole:
        text = whole.read(sheet)
    with pytest.raises(UnreadableFile, match=r"far beyond|damaged"):
        read(
            changed(xlsx_file(PEOPLE), sheet, text.replace(b"</sheetData>", cell + b"</sheetData>"))
        )


def test_a_sheet_outside_its_place_is_measured_or_refused():
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx_file(PEOPLE))) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            content = old.read(name).replace(b"worksheets/sheet1", b"elsewhere/sheet1")
            content = content.replace(b"</sheetData>", CORNER + b"</sheetData>")
            new.writestr(name.replace("worksheets/sheet1", "elsewhere/sheet1"), content)
    with pytest.raises(UnreadableFile, match="damaged"):
        read(made.getvalue())


def test_cells_that_have_a_colour_but_hold_nothing_do_not_make_a_sheet_too_large():
    def fill(workbook):
        grey = workbook.add_format({"bg_color": "#CCCCCC"})
        sheet = workbook.add_worksheet()
        sheet.write_column(0, 0, ["name", "Ada"])
        sheet.write_blank(1_048_575, 16_383, None, grey)

    assert cells(read(book(fill))) == [["Ada"]]


def test_a_locked_archive_is_refused():
    locked = bytearray(xlsx_file(PEOPLE))
    entry = locked.index(b"PK\x01\x02")
    locked[entry + 8] |= 1
    with pytest.raises(UnreadableFile, match="password"):
        read(bytes(locked))


def test_too_many_rows_are_refused(monkeypatch):
    monkeypatch.setattr(limits, "MOST_ROWS", 2)
    assert len(read(csv_file(PEOPLE[:2])).rows) == 2
    with pytest.raises(UnreadableFile, match="Split it"):
        read(csv_file(PEOPLE))


def test_a_file_over_the_limit_is_refused_without_being_read_whole(tmp_path):
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(limits.MOST_BYTES + 10)
    with pytest.raises(UnreadableFile, match="larger than 32 MB"):
        read_table(path, filename="large.csv")


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(UnreadableFile, match="could not be opened"):
        read_table(tmp_path / "none.csv", filename="none.csv")


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(TEXT, max_size=6), max_size=8), st.sampled_from([",", ";", "\t"]))
def test_any_table_is_read_or_refused_in_words(lines, delimiter):
    content = csv_file(lines[1:], lines[0] if lines else [], delimiter=delimiter)
    _read_or_refuse(content)


@settings(max_examples=300, deadline=None)
@given(
    st.binary(max_size=400) | st.binary(max_size=200).map(lambda b: b"PK\x03\x04" + b),
)
def test_any_bytes_are_read_or_refused_in_words(content):
    _read_or_refuse(content)


WORKBOOK = xlsx_file(PEOPLE)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(WORKBOOK) - 1), st.binary(min_size=1, max_size=30))
def test_a_workbook_with_broken_bytes_is_read_or_refused_in_words(place, noise):
    _read_or_refuse(WORKBOOK[:place] + noise + WORKBOOK[place + len(noise) :])


SHEET = zipfile.ZipFile(io.BytesIO(WORKBOOK)).read("xl/worksheets/sheet1.xml")


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(SHEET) - 1), st.binary(min_size=1, max_size=12))
def test_a_workbook_with_a_broken_sheet_is_read_or_refused_in_words(place, noise):
    broken = SHEET[:place] + noise + SHEET[place + len(noise) :]
    _read_or_refuse(changed(WORKBOOK, "xl/worksheets/sheet1.xml", broken))


def _read_or_refuse(content: bytes) -> None:
    try:
        table = read(content)
    except UnreadableFile:
        return
    assert all(len(row.cells) == len(table.headers) for row in table.rows)


def test_large_numbers_of_rows_keep_small():
    rows = limits.Rows()
    rows.add(2, ["a\x1fb", ""], 2)
    assert rows[0].cells == ("a\x1eb", "")
    assert rows[0:1] == [rows[0]]
