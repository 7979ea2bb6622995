"""Every document is opened by real programs: headings, order, tags, title and language."""

import io
import re

import docx
import pytest
from pypdf import PdfReader

from mentorhouse.documents.pdf import as_pdf
from mentorhouse.documents.word import as_word
from mentorhouse.handbook.rules import Key, book
from tests.documents.test_pdf import tags
from tests.handbook.conftest import TODAY


@pytest.fixture
def document(known):
    def make(key):
        made = book(key, known)
        return made, made.document(
            programme="Growing together",
            organisation="Example Trust",
            site="https://mentoring.example.org",
            today=TODAY,
        )

    return make


@pytest.mark.requirement("R2.12")
@pytest.mark.requirement("R2.19")
@pytest.mark.requirement("R13.02")
@pytest.mark.parametrize("key", list(Key))
def test_the_pdf_is_tagged_and_reads_in_order(key, document, by_poppler):
    made, plain = document(key)
    pdf = as_pdf(plain)
    facts, text = by_poppler(pdf)
    assert (facts["Tagged"], facts["Title"]) == ("yes", plain.title)
    root = PdfReader(io.BytesIO(pdf)).trailer["/Root"]
    assert root["/Lang"] == "en-GB"
    titles = [section.title for section in made.sections if not section.is_empty]
    assert sum(tag == "/H1" for tag in tags(root["/StructTreeRoot"]["/K"])) == len(titles)
    lines = [" ".join(line.split()) for line in text.splitlines()]
    places = [lines.index(title) for title in titles]
    assert places == sorted(places)


def test_libreoffice_opens_every_word_file(document, by_libreoffice, by_poppler):
    books = [document(key) for key in Key]
    files = [as_word(plain) for _, plain in books]
    for (made, plain), word, opened in zip(books, files, by_libreoffice(*files), strict=True):
        file = docx.Document(io.BytesIO(word))
        titles = [section.title for section in made.sections if not section.is_empty]
        assert [p.text for p in file.paragraphs if p.style.name == "Heading 1"] == titles
        assert file.core_properties.language == "en-GB"
        facts, text = by_poppler(opened)
        assert facts["Title"] == plain.title
        flat = re.sub(r"\s+", " ", text)
        assert [title for title in titles if title not in flat] == []
