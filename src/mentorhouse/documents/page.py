"""A document as a web page: plain HTML with the design system's classes.

The page's own template gives the title; the first heading stands below it.
"""

from collections.abc import Callable, Iterable
from typing import Any

import nh3
from markupsafe import Markup, escape

from mentorhouse.documents.blocks import (
    DEEPEST,
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
    runs,
    without_gaps,
    writable,
)

SIZES = {2: "m", 3: "s", 4: "xs", 5: "xs", 6: "xs"}  # the page’s own h1 is an l
CLASSED = {"class"}
ALLOWED: dict[str, set[str]] = {
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), CLASSED),
    **dict.fromkeys(("p", "ul", "ol", "dl", "dt", "dd", "div", "li", "caption"), CLASSED),
    "strong": set(),
    "em": set(),
    "br": set(),
    "a": {"href"},
    "span": {"class", "aria-hidden"},
    "table": {"class", "role"},
    "thead": {"class", "role"},
    "tbody": {"class"},
    "tr": {"class", "role"},
    "th": {"class", "role", "scope"},
    "td": {"class", "role"},
}


def as_html(content: Document | Iterable[Block], *, below: int = 1) -> Markup:
    """Draw a document or blocks; the highest heading is one level below `below`."""
    blocks = content.blocks if isinstance(content, Document) else content
    drawn = Markup("\n").join(_draw(block, below) for block in without_gaps(blocks))
    fenced = nh3.clean(
        str(drawn),
        tags=set(ALLOWED),
        attributes=ALLOWED,
        url_schemes={"https", "mailto"},
        link_rel=None,
    )
    return Markup(fenced)  # noqa: S704  # escaped above, and fenced a second time


def _draw(block: Block, below: int) -> Markup:
    draw: Callable[[Any, int], Markup] = DRAW[type(block)]
    return draw(block, below)


def _heading(block: Heading, below: int) -> Markup:
    level = min(block.level + below, DEEPEST)
    html = Markup('<h{} class="nhsuk-heading-{}">{}</h{}>')
    return html.format(level, SIZES.get(level, "l"), writable(block.text), level)


def _paragraph(block: Paragraph, _below: int) -> Markup:
    return Markup("<p>{}</p>").format(_words(block.words))


def _list(block: Bullets | Numbered, below: int) -> Markup:
    tag, kind = ("ul", "bullet") if isinstance(block, Bullets) else ("ol", "number")
    items = Markup().join(_item(item(given), below) for given in block.items)
    html = Markup('<{} class="nhsuk-list nhsuk-list--{}">{}</{}>')
    return html.format(tag, kind, items, tag)


def _item(given: Item, below: int) -> Markup:
    inside = Markup().join(_draw(block, below) for block in given.inside)
    return Markup("<li>{}{}</li>").format(_words(given.words), inside)


def _facts(block: Facts, _below: int) -> Markup:
    row = Markup(
        '<div class="nhsuk-summary-list__row"><dt class="nhsuk-summary-list__key">{}</dt>'
        '<dd class="nhsuk-summary-list__value">{}</dd></div>'
    )
    rows = (row.format(writable(term), _words(words)) for term, words in block.rows)
    return Markup('<dl class="nhsuk-summary-list">{}</dl>').format(Markup().join(rows))


def _table(block: Table, _below: int) -> Markup:
    heading = Markup('<th class="nhsuk-table__header" role="columnheader" scope="col">{}</th>')
    caption = Markup('<caption class="nhsuk-table__caption">{}</caption>')
    html = Markup(
        '<table class="nhsuk-table nhsuk-table--responsive mh-table" role="table">{}'
        '<thead class="nhsuk-table__head" role="rowgroup">'
        '<tr class="nhsuk-table__row" role="row">{}</tr></thead>'
        '<tbody class="nhsuk-table__body">{}</tbody></table>'
    )
    return html.format(
        caption.format(writable(block.caption)) if block.caption else "",
        Markup().join(heading.format(writable(words)) for words in block.headings),
        Markup().join(_row(block.headings, row) for row in block.rows),
    )


def _row(headings: tuple[str, ...], row: tuple[Words, ...]) -> Markup:
    first = Markup('<th class="nhsuk-table__header" role="rowheader" scope="row">{}</th>')
    other = Markup('<td class="nhsuk-table__cell" role="cell">{}</td>')
    inner = Markup(
        '<span class="nhsuk-table__heading" aria-hidden="true">{} </span><span>{}</span>'
    )
    cells = Markup().join(
        (other if number else first).format(inner.format(writable(heading), _words(words)))
        for number, (heading, words) in enumerate(zip(headings, row, strict=True))
    )
    return Markup('<tr class="nhsuk-table__row" role="row">{}</tr>').format(cells)


def _note(block: Note, _below: int) -> Markup:
    return Markup('<div class="nhsuk-inset-text"><p>{}</p></div>').format(_words(block.words))


def _words(words: Words) -> Markup:
    return Markup().join(_run(run) for run in runs(words))


def _run(run: Run) -> Markup:
    html = Markup("<br>").join(escape(line) for line in run.text.split("\n"))
    if run.bold:
        html = Markup("<strong>{}</strong>").format(html)
    if run.italic:
        html = Markup("<em>{}</em>").format(html)
    if run.href:
        html = Markup('<a href="{}">{}</a>').format(run.href, html)
    return html


DRAW: dict[type[Any], Callable[[Any, int], Markup]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Bullets: _list,
    Numbered: _list,
    Facts: _facts,
    Table: _table,
    Note: _note,
}
