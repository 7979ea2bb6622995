"""A document as PDF that people who listen can use: PDF/UA-1, checked by the writer itself.

Fonts are those that come with the writer, so that the same document gives the same bytes on every
machine. Letters that they do not hold are written by their names (decision 0060).
"""

import json
import re
import unicodedata
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import typst

from mentorhouse.design.words import day
from mentorhouse.documents.blocks import (
    Block,
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
    Words,
    item,
    label,
    runs,
    without_gaps,
    writable,
)

TEMPLATE = Path(__file__).with_name("template.typ")
LAST_SURE_LETTER = "\u024f"  # Latin, which every font holds
JOINERS = re.compile("[\u200d\ufe00-\ufe0f]")
# Words that would not fit in a cell, or on a line. Elsewhere addresses stay whole.
LONG_IN_CELL = re.compile(r"\S{21,}")
LONG_ON_LINE = re.compile(r"\S{81,}")
PIECES = re.compile(r"[/@._-]|.{1,10}?(?=[/@._-])|.{1,10}", re.DOTALL)
BREAK_HERE = "\u200b"
UNNAMED = "Document"  # a PDF for all must have a title
EPOCH = datetime(1980, 1, 1, tzinfo=UTC)

Plain = dict[str, Any]


def as_pdf(document: Document) -> bytes:
    """Write a document as tagged PDF. The same document gives the same bytes."""
    made = document.made_on
    language, _, region = document.language.partition("-")
    data = {
        "title": _line(document.title).strip() or UNNAMED,
        "subtitle": _line(document.subtitle),
        "organisation": _line(document.organisation),
        "lang": language,
        "region": region or None,
        "made_on": {"year": made.year, "month": made.month, "day": made.day} if made else None,
        "made_in_words": day(made) if made else "",
        "blocks": [_block(block, document.site) for block in without_gaps(document.blocks)],
    }
    at = datetime.combine(made, time(), tzinfo=UTC) if made else EPOCH
    return _compiled(TEMPLATE.read_bytes(), data, at)


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False)


def _compiled(source: bytes, data: Any, at: datetime) -> bytes:
    return typst.compile(
        source,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards="ua-1",
        sys_inputs={"data": json.dumps(data)},
        timestamp=at,
    )


def _block(block: Block, site: str) -> Plain:
    match block:
        case Heading():
            return {"kind": "heading", "level": block.level, "text": _line(block.text)}
        case Paragraph():
            return {"kind": "paragraph", "words": _words(block.words, site)}
        case Note():
            return {"kind": "note", "words": _words(block.words, site)}
        case Facts():
            rows = [
                {"term": _line(label(t)), "words": _words(words, site)} for t, words in block.rows
            ]
            return {"kind": "facts", "rows": rows}
        case Table():
            return _table(block, site)
        case Bullets() | Numbered():
            kind = "bullets" if isinstance(block, Bullets) else "numbered"
            return {"kind": kind, "items": [_item(item(given), site) for given in block.items]}


def _item(given: Item, site: str) -> Plain:
    inside = [_block(block, site) for block in given.inside]
    return {"words": _words(given.words, site), "inside": inside}


def _table(block: Table, site: str) -> Plain:
    return {
        "kind": "table",
        "caption": _line(block.caption),
        "headings": [_line(heading, LONG_IN_CELL) for heading in block.headings],
        "rows": [
            [{"words": _words(cell, site, LONG_IN_CELL)} for cell in row] for row in block.rows
        ],
        "room_to_write": block.room_to_write,
    }


def _words(words: Words, site: str, long: re.Pattern[str] = LONG_ON_LINE) -> list[Plain]:
    return [_run(run, site, long) for run in runs(words)]


def _run(run: Run, site: str, long: re.Pattern[str]) -> Plain:
    href = f"{site}{run.href}" if run.href.startswith("/") and site else run.href
    followed = "" if href.startswith("/") else href  # a file has no pages of ours beside it
    return {"text": _line(run.text, long), "bold": run.bold, "italic": run.italic, "href": followed}


def _line(text: str, long: re.Pattern[str] = LONG_ON_LINE) -> str:
    """Return a text that the fonts can draw and that breaks where a line ends."""
    written = writable(text)
    if max(written, default="") > LAST_SURE_LETTER:
        written = "".join(_drawable(letter) for letter in written)
    return long.sub(lambda word: BREAK_HERE.join(PIECES.findall(word[0])), written)


def _drawable(letter: str) -> str:
    if letter <= LAST_SURE_LETTER or _holds(letter):
        return letter
    return "" if JOINERS.match(letter) else f"({unicodedata.name(letter, 'unknown sign').lower()})"


@cache
def _holds(letter: str) -> bool:
    """Whether the fonts hold a letter; they hold none of the wide ones (emoji, Chinese …)."""
    if unicodedata.east_asian_width(letter) in {"W", "F"} or JOINERS.match(letter):
        return False
    probe = b'#set document(title: "x")\n#json(bytes(sys.inputs.data))'
    try:
        _compiled(probe, f"a{letter}b", EPOCH)
    except typst.TypstError:
        return False
    return True
