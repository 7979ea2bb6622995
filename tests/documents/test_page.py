import pytest

from mentorhouse.documents import Heading, Paragraph, Run, Table, as_html
from tests.documents.samples import HOSTILE, SAMPLE, with_text


def test_headings_stand_below_the_title_of_the_page():
    html = as_html(SAMPLE)
    assert '<h2 class="nhsuk-heading-m">Purpose</h2>' in html
    assert '<h3 class="nhsuk-heading-s">Time</h3>' in html
    assert "<h1" not in html
    assert as_html([Heading("x")], below=2) == '<h3 class="nhsuk-heading-s">x</h3>'


def test_a_table_has_its_caption_and_heads():
    html = as_html([Table("Who", ("A", "B"), (("1", "2"),))])
    assert "mh-table" in html
    assert '<caption class="nhsuk-table__caption">Who</caption>' in html
    assert 'scope="col">A</th>' in html
    assert 'role="rowheader" scope="row"' in html


def test_manners_and_links():
    words = (Run("a", bold=True, italic=True), Run("b", href="/guidance/"), Run("c\nd"))
    assert as_html([Paragraph(words)]) == (
        '<p><em><strong>a</strong></em><a href="/guidance/">b</a>c<br>d</p>'
    )


def test_a_harmful_link_is_only_text():
    assert as_html([Paragraph((Run("a", href="javascript:x"),))]) == "<p>a</p>"


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_text(name):
    html = as_html(with_text(HOSTILE[name]))
    assert "<script" not in html and "<b>" not in html
    assert (
        html.unescape().count(HOSTILE[name]) == 13
    )  # the heads of a table are said again in each row
