"""A document as a Word file with real headings, lists and tables, and nothing that runs."""

import io
from datetime import UTC, datetime, time
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from mentorhouse.design.words import day
from mentorhouse.documents.blocks import (
    Block,
    Bullets,
    Document,
    Facts,
    Heading,
    Note,
    Numbered,
    Paragraph,
    Run,
    Table,
    Words,
    item,
    label,
    runs,
    without_gaps,
    writable,
)

FONT = "Arial"
INK, BLUE = RGBColor(0x21, 0x2B, 0x32), RGBColor(0x00, 0x5E, 0xB8)
DEEPEST_LIST = 3
LONGEST_PROPERTY = 255  # of the file format
A4 = Cm(21), Cm(29.7)
EPOCH = datetime(1980, 1, 1, tzinfo=UTC)


def as_word(document: Document) -> bytes:
    """Write a document as a Word file (.docx)."""
    return _Writing(document).done()


class _Writing:
    """One file while it is written."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.file = docx.Document()
        self.draw: dict[type[Any], Any] = {
            Heading: self.heading,
            Paragraph: self.paragraph,
            Note: self.note,
            Facts: self.facts,
            Table: self.table,
            Bullets: self.bullets,
            Numbered: self.numbered,
        }

    def done(self) -> bytes:
        """Write everything and return the file."""
        self.properties()
        self.styles()
        self.opening()
        for block in without_gaps(self.document.blocks):
            self.block(block, 1)
        self.page_numbers()
        made = io.BytesIO()
        self.file.save(made)
        return made.getvalue()

    def block(self, block: Block, depth: int) -> None:
        """Write one block, `depth` lists deep."""
        self.draw[type(block)](block, depth)

    def properties(self) -> None:
        """Say what the file is, in its properties."""
        made = self.document.made_on
        at = datetime.combine(made, time(), tzinfo=UTC) if made else EPOCH
        known = self.file.core_properties
        known.title, known.language = _property(self.document.title), self.document.language
        known.author = known.last_modified_by = _property(self.document.organisation)
        known.subject, known.comments = _property(self.document.subtitle), ""
        known.created = known.modified = at

    def styles(self) -> None:
        """Set one font, dark headings and the language for every style."""
        styles = self.file.styles
        for style in styles:
            if style.type is not WD_STYLE_TYPE.PARAGRAPH:
                continue
            style.font.color.rgb = INK
            style.font.name = FONT
            _drop_theme_fonts(style.element)
        styles["Normal"].font.size = styles["Caption"].font.size = Pt(11)
        language = styles.element.find(".//" + qn("w:lang"))
        language.set(qn("w:val"), self.document.language)

    def opening(self) -> None:
        """Set the paper; write title, subtitle, and who made it when."""
        self.file.sections[0].page_width, self.file.sections[0].page_height = A4
        self.file.add_paragraph(writable(self.document.title), style="Title")
        if self.document.subtitle:
            self.file.add_paragraph(writable(self.document.subtitle), style="Subtitle")
        made = day(self.document.made_on) if self.document.made_on else ""
        known = [part for part in (writable(self.document.organisation), made) if part]
        if known:
            self.file.add_paragraph(", ".join(known))

    def heading(self, block: Heading, _depth: int) -> None:
        """Write a heading in the style of its level."""
        self.file.add_heading(writable(block.text), level=block.level)

    def paragraph(self, block: Paragraph, _depth: int) -> None:
        """Write a paragraph."""
        self.words(self.file.add_paragraph(), block.words)

    def note(self, block: Note, _depth: int) -> None:
        """Write a note, set in from the margin with a line beside it."""
        paragraph = self.file.add_paragraph()
        paragraph.paragraph_format.left_indent = Cm(0.8)
        paragraph.paragraph_format.right_indent = Cm(0.8)
        _line_beside(paragraph)
        self.words(paragraph, block.words)

    def facts(self, block: Facts, _depth: int) -> None:
        """Write facts, a paragraph each, the term in bold."""
        for term, words in block.rows:
            paragraph = self.file.add_paragraph()
            paragraph.add_run(f"{label(term)} ").bold = True
            self.words(paragraph, words)

    def bullets(self, block: Bullets, depth: int) -> None:
        """Write a list without order."""
        self.listed(block, depth, "List Bullet")

    def numbered(self, block: Numbered, depth: int) -> None:
        """Write a list with numbers that begins at one."""
        self.listed(block, depth, "List Number")

    def listed(self, block: Bullets | Numbered, depth: int, name: str) -> None:
        """Write the items of a list, and what stands inside them one level deeper."""
        level = min(depth, DEEPEST_LIST)
        style = name if level == 1 else f"{name} {level}"
        numbering = self.numbers_from_one(style) if isinstance(block, Numbered) else None
        for given in map(item, block.items):
            paragraph = self.file.add_paragraph(style=style)
            if numbering is not None:
                _number(paragraph, numbering)
            self.words(paragraph, given.words)
            for inner in given.inside:
                self.block(inner, depth + 1)

    def numbers_from_one(self, style: str) -> int:
        """Make a numbering of its own for one list, so that it does not go on from the last."""
        kinds = self.file.part.numbering_part.element
        used = self.file.styles[style].element.pPr.numPr.numId.val
        made = kinds.add_num(kinds.num_having_numId(used).abstractNumId.val)
        made.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(made.numId)

    def table(self, block: Table, _depth: int) -> None:
        """Write a table; its headings repeat on every page that it reaches."""
        if block.caption:
            caption = self.file.add_paragraph(writable(block.caption), style="Caption")
            caption.paragraph_format.keep_with_next = True
        table = self.file.add_table(rows=1, cols=len(block.headings), style="Table Grid")
        _name_table(table, writable(block.caption))
        for cell, words in zip(table.rows[0].cells, block.headings, strict=True):
            self.cell(cell, (Run(words, bold=True),))
        for row in block.rows:
            line = table.add_row()
            if block.room_to_write:
                line.height = Cm(1.2)
            for cell, written in zip(line.cells, row, strict=True):
                self.cell(cell, written)
        self.file.add_paragraph()

    def cell(self, cell: _Cell, words: Words) -> None:
        """Write one cell."""
        self.words(cell.paragraphs[0], words)

    def words(self, paragraph: WordParagraph, words: Words) -> None:
        """Write words, run by run."""
        for run in runs(words):
            href = f"{self.document.site}{run.href}" if run.href.startswith("/") else run.href
            made = paragraph.add_run(run.text)
            made.bold, made.italic = run.bold or None, run.italic or None
            if href and not href.startswith("/"):
                _make_link(paragraph, made, href)

    def page_numbers(self) -> None:
        """Write the number of each page below it."""
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        self.file.sections[0].footer.paragraphs[0]._p.append(field)  # noqa: SLF001  # no public way


def _property(text: str) -> str:
    return writable(text)[:LONGEST_PROPERTY]


def _drop_theme_fonts(style: Any) -> None:
    """Let the named font hold: a theme’s fonts would win over it."""
    for fonts in style.iter(qn("w:rFonts")):
        for name in [name for name in fonts.attrib if name.endswith("Theme")]:
            del fonts.attrib[name]


def _number(paragraph: WordParagraph, numbering: int) -> None:
    properties: Any = paragraph._p.get_or_add_pPr()  # noqa: SLF001  # no public way
    properties.get_or_add_numPr().get_or_add_numId().val = numbering


def _line_beside(paragraph: WordParagraph) -> None:
    borders, left = OxmlElement("w:pBdr"), OxmlElement("w:left")
    for name, value in (("val", "single"), ("sz", "24"), ("space", "8"), ("color", "005EB8")):
        left.set(qn(f"w:{name}"), value)
    borders.append(left)
    paragraph._p.get_or_add_pPr().append(borders)  # noqa: SLF001  # no public way


def _name_table(table: Any, caption: str) -> None:
    """Mark the first row as the head, and name the table for people who listen."""
    head = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(head)  # noqa: SLF001  # no public way
    if caption:
        name = OxmlElement("w:tblCaption")
        name.set(qn("w:val"), caption)
        table._tbl.tblPr.append(name)  # noqa: SLF001  # no public way


def _make_link(paragraph: WordParagraph, run: Any, href: str) -> None:
    link = OxmlElement("w:hyperlink")
    link.set(
        qn("r:id"), paragraph.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    )
    run.font.underline, run.font.color.rgb = True, BLUE
    link.append(run._r)  # noqa: SLF001  # no public way
    paragraph._p.append(link)  # noqa: SLF001  # no public way
