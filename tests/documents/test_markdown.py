import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorhouse.documents import (
    Bullets,
    Document,
    Heading,
    Item,
    Note,
    Numbered,
    Paragraph,
    Run,
    Table,
    as_html,
    from_markdown,
)
from mentorhouse.documents.pdf import as_pdf
from mentorhouse.documents.word import as_word


def test_paragraphs_with_their_manner():
    assert from_markdown("One **two** *three* [four](https://example.org)\nfive") == (
        Paragraph(
            (
                Run("One "),
                Run("two", bold=True),
                Run(" "),
                Run("three", italic=True),
                Run(" "),
                Run("four", href="https://example.org"),
                Run(" "),
                Run("five"),
            )
        ),
    )


def test_headings_come_below_the_level_given_and_skip_none():
    blocks = from_markdown("### A\n\n##### B\n\n# C", below=1)
    assert blocks == (Heading("A", 2), Heading("B", 3), Heading("C", 2))
    assert from_markdown("# A\n\n## B", below=6) == (Heading("A", 6), Heading("B", 6))


def test_lists_tables_and_quotations():
    text = "- a\n- b\n  1. c\n\n1. d\n\n> Mind\n\n| A | B |\n|---|---|\n| 1 | *2* |\n"
    assert from_markdown(text) == (
        Bullets(
            (
                Item((Run("a"),)),
                Item((Run("b"),), (Numbered((Item((Run("c"),)),)),)),
            )
        ),
        Numbered((Item((Run("d"),)),)),
        Note((Run("Mind"),)),
        Table("", ("A", "B"), (((Run("1"),), (Run("2", italic=True),)),)),
    )


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "a <b onclick=x>b</b>",
        "[x](javascript:alert(1))",
        "![x](https://example.org/x.png)",
        '<https://example.org/"onmouseover="x>',
        "[x](data:text/html;base64,AAAA)",
    ],
)
def test_raw_html_and_harmful_links_stay_text(text):
    html = as_html(from_markdown(text))
    assert "<script" not in html and "<b " not in html and "<img" not in html
    assert "javascript:" not in html.replace("(javascript:", "")
    assert 'href="data' not in html


@given(st.text(max_size=200))
def test_any_text_becomes_blocks_that_can_be_drawn(text):
    as_html(from_markdown(text))


def test_lists_within_lists_within_lists_are_read_and_drawn():
    text = "\n".join(f"{'  ' * depth}- deep" for depth in range(18))
    blocks = from_markdown(text)
    assert as_html(blocks).count("deep") == 18
    assert as_pdf(Document("x", blocks=blocks)).startswith(b"%PDF")
    assert as_word(Document("x", blocks=blocks)).startswith(b"PK")


@pytest.mark.parametrize("sign", [">", "- ", "*", "[", "**a "])
def test_a_sign_said_a_thousand_times_does_no_harm(sign):
    as_html(from_markdown(sign * 1000))
