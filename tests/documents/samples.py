"""Documents for tests: one with every block, and texts that would be markup elsewhere."""

from datetime import date

from mentorhouse.documents import (
    Bullets,
    Document,
    Facts,
    Heading,
    Item,
    Note,
    Numbered,
    Paragraph,
    Run,
    Table,
)

HOSTILE = {
    "typst": "#let x = 1 $a$ *b* _c_ @d <e> `f` \\ #sys.inputs = head // gone?",
    "jinja": "{{ 7*7 }} {% raise %} {# gone? #}",
    "html": "<script>alert(1)</script> &amp; <b>bold</b>",
    "field": '=HYPERLINK("https://example.org")',
    "right-to-left": "مرحبا שלום",
    "letters": "Siân Ŵyn Dürrenmatt Łódź Ελένη Борис ½ → ✓",
}
LONG_WORD = "w" * 4000

SAMPLE = Document(
    title="Policy: “Growing” & more",
    subtitle="How we mentor",
    made_on=date(2026, 11, 22),
    organisation="Example Trust",
    site="https://mentoring.example.org",
    blocks=(
        Heading("Purpose"),
        Paragraph(
            (
                Run("Read "),
                Run("the rules", bold=True, href="/guidance/rules/"),
                Run(" first", italic=True),
            )
        ),
        Heading("Time", level=2),
        Bullets(("One hour", Item("Each month", (Numbered(("Arrange", "Meet")),)))),
        Numbered(("Ask", "Answer")),
        Numbered(("Begin", "End")),
        Heading("Facts"),
        Facts((("Length", "6 months"), ("Contact", (Run("us", href="mailto:us@example.org"),)))),
        Table(
            "Who does what",
            ("Who", "What"),
            (("Mentor", "Listens"), ("Mentee", "Arranges the meetings")),
        ),
        Note("Nothing you say leaves the pair."),
    ),
)


def with_text(text: str) -> Document:
    """A document with the text in every place that takes one."""
    return Document(
        title=f"Title {text}",
        subtitle=text,
        organisation=text,
        made_on=date(2026, 11, 22),
        blocks=(
            Heading(text),
            Paragraph(text),
            Bullets((text,)),
            Facts(((text, text),)),
            Table(text, (text, text), ((text, text),)),
            Note(text),
        ),
    )
