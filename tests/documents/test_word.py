import io

import docx
import pytest
from docx.oxml.ns import qn

from mentorhouse.documents.word import as_word
from tests.documents.samples import HOSTILE, LONG_WORD, SAMPLE, with_text


@pytest.fixture(scope="module")
def file():
    return docx.Document(io.BytesIO(as_word(SAMPLE)))


def styled(file, name):
    return [p.text for p in file.paragraphs if p.style.name == name]


def test_headings_and_lists_are_styles(file):
    assert styled(file, "Title") == ["Policy: “Growing” & more"]
    assert styled(file, "Heading 1") == ["Purpose", "Facts"]
    assert styled(file, "Heading 2") == ["Time"]
    assert styled(file, "List Bullet") == ["One hour", "Each month"]
    assert styled(file, "List Number 2") == ["Arrange", "Meet"]


def test_each_numbered_list_begins_at_one(file):
    lists = [p for p in file.paragraphs if p.style.name == "List Number"]
    numbers = [p._p.pPr.numPr.numId.val for p in lists]
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]


def test_title_and_language_are_in_the_properties_and_styles(file):
    known = file.core_properties
    assert (known.title, known.language) == ("Policy: “Growing” & more", "en-GB")
    assert (known.author, known.created.isoformat()[:10]) == ("Example Trust", "2026-11-22")
    assert file.styles.element.find(".//" + qn("w:lang")).get(qn("w:val")) == "en-GB"


def test_the_head_of_a_table_repeats(file):
    row = file.tables[0].rows[0]
    assert row._tr.trPr.find(qn("w:tblHeader")) is not None
    assert [cell.text for cell in row.cells] == ["Who", "What"]


def test_links_lead_out_of_the_file_to_whole_addresses(file):
    links = {rel.target_ref for rel in file.part.rels.values() if rel.is_external}
    assert links == {"https://mentoring.example.org/guidance/rules/", "mailto:us@example.org"}


def test_no_macro_and_nothing_from_elsewhere():
    assert b"vbaProject" not in as_word(SAMPLE)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_text(name):
    file = docx.Document(io.BytesIO(as_word(with_text(HOSTILE[name]))))
    assert styled(file, "Heading 1") == [HOSTILE[name]]
    assert file.tables[0].rows[1].cells[1].text == HOSTILE[name]


def test_libreoffice_opens_it_in_reading_order_and_the_worst_too(by_libreoffice, by_poppler):
    everything = " ".join([*HOSTILE.values(), "\x00\x07\u202e 😀 👩‍⚕️ 中文", LONG_WORD])
    plain, worst = by_libreoffice(as_word(SAMPLE), as_word(with_text(everything)))
    facts, text = by_poppler(plain)
    assert facts["Title"] == "Policy: “Growing” & more"
    order = ["Growing", "Purpose", "Read the rules first", "Time", "One hour", "Facts", "Who does"]
    assert [text.index(words) for words in order] == sorted(text.index(w) for w in order)
    assert HOSTILE["jinja"] in by_poppler(worst)[1].replace("\n", " ")
