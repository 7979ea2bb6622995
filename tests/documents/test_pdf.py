import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from mentorhouse.documents import Paragraph, Run
from mentorhouse.documents.pdf import as_pdf
from tests.documents.samples import HOSTILE, LONG_WORD, SAMPLE, Document, with_text


@pytest.fixture(scope="module")
def pdf():
    return as_pdf(SAMPLE)


def tags(node):
    """The tags of a PDF in reading order."""
    node = node.get_object()
    if isinstance(node, ArrayObject):
        return [tag for child in node for tag in tags(child)]
    if not isinstance(node, DictionaryObject):
        return []
    own = [node["/S"]] if "/S" in node else []
    return own + (tags(node["/K"]) if "/K" in node else [])


def test_it_is_tagged_and_says_its_title_and_language(pdf, by_poppler):
    facts, _ = by_poppler(pdf)
    assert facts["Tagged"] == "yes"
    assert facts["Title"] == "Policy: “Growing” & more"
    assert facts["Author"] == "Example Trust"
    root = PdfReader(io.BytesIO(pdf)).trailer["/Root"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]


def test_headings_lists_and_tables_are_tags(pdf):
    found = tags(PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/StructTreeRoot"]["/K"])
    headings = [tag for tag in found if re.fullmatch(r"/H\d", tag)]
    assert headings == ["/H1", "/H2", "/H1"]
    assert found.count("/Table") == 1
    assert found.count("/TH") == 2
    assert found.count("/TD") == 4
    assert {"/L", "/LI", "/Link", "/Caption"} <= set(found)


def test_it_reads_in_order(pdf, by_poppler):
    _, text = by_poppler(pdf)
    order = ["How we mentor", "Purpose", "Read the rules first", "Time", "Facts", "Who does what"]
    assert [text.index(words) for words in order] == sorted(text.index(w) for w in order)
    assert "1/1" in text


def test_links_lead_to_whole_addresses(pdf):
    page = PdfReader(io.BytesIO(pdf)).pages[0]
    links = {note.get_object()["/A"]["/URI"] for note in page["/Annots"]}
    assert links == {"https://mentoring.example.org/guidance/rules/", "mailto:us@example.org"}


def test_the_same_document_gives_the_same_bytes(pdf):
    assert as_pdf(SAMPLE) == pdf


def test_a_link_of_ours_without_a_site_is_only_text():
    made = as_pdf(Document("x", blocks=(Paragraph((Run("a", href="/guidance/"),)),)))
    assert "/Annots" not in PdfReader(io.BytesIO(made)).pages[0]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_text(name, by_poppler):
    text = HOSTILE[name]
    if name == "right-to-left":  # poppler turns such lines round by itself: the words count
        text = text.split()[0]
    _, read = by_poppler(as_pdf(with_text(text)))
    assert read.replace("\u200b", "").replace("\n", " ").count(text.replace("\u200b", "")) >= 5


def test_a_word_of_4000_letters_stays_on_the_page(by_poppler):
    _, read = by_poppler(as_pdf(Document("x", blocks=(Paragraph(LONG_WORD),))))
    letters = re.sub(r"[^w]", "", read)
    assert letters == LONG_WORD
    assert max(map(len, read.splitlines())) < 120


def test_letters_that_no_font_holds_are_written_by_their_names(by_poppler):
    _, read = by_poppler(as_pdf(Document("x", blocks=(Paragraph("Well done 😀 \x00 中"),))))
    assert "Well done (grinning face) (cjk unified ideograph-4e2d)" in read


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_any_text_can_be_written(text):
    assert as_pdf(with_text(text)).startswith(b"%PDF-1.7")
