"""Editable texts become blocks: CommonMark and tables; raw HTML stays visible as text."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from mentorhouse.documents.blocks import (
    DEEPEST,
    Block,
    Bullets,
    Heading,
    Item,
    Note,
    Numbered,
    Paragraph,
    Run,
    Table,
    plain,
    without_gaps,
)

# Without html, "<b>" is the text "<b>"; without images, nothing is fetched from anywhere.
READER = (
    MarkdownIt("commonmark", {"html": False, "maxNesting": 40}).enable("table").disable(["image"])
)


def from_markdown(text: str, *, below: int = 0) -> tuple[Block, ...]:
    """Read a text; its highest headings come one level below `below`, and none skips a level."""
    root = SyntaxTreeNode(READER.parse(text))
    return tuple(
        replace(block, level=min(block.level + below, DEEPEST))
        if isinstance(block, Heading)
        else block
        for block in without_gaps(_blocks(root.children))
    )


def _blocks(nodes: Sequence[SyntaxTreeNode]) -> Iterator[Block]:
    for node in nodes:
        yield from _block(node)


def _block(node: SyntaxTreeNode) -> Iterator[Block]:
    if node.type == "heading":
        yield Heading(plain(_inline(node)), int(node.tag[1:]))
    elif node.type == "paragraph":
        yield Paragraph(_inline(node))
    elif node.type == "bullet_list":
        yield Bullets(tuple(_item(child) for child in node.children))
    elif node.type == "ordered_list":
        yield Numbered(tuple(_item(child) for child in node.children))
    elif node.type == "blockquote":
        yield from _quoted(node)
    elif node.type == "table":
        yield _table(node)
    elif node.type in {"fence", "code_block"}:
        yield Paragraph(node.content.rstrip("\n"))


def _item(node: SyntaxTreeNode) -> Item:
    inside = tuple(_as_text(block) for block in _blocks(node.children))
    if inside and isinstance(inside[0], Paragraph):
        return Item(inside[0].words, inside[1:])
    return Item("", inside)


def _quoted(node: SyntaxTreeNode) -> Iterator[Block]:
    """Turn a quotation into a note; what cannot stand in a note follows it."""
    for block in _blocks(node.children):
        said = _as_text(block)
        yield Note(said.words) if isinstance(said, Paragraph) else said


def _as_text(block: Block) -> Block:
    """Turn a heading inside another block into bold words: it heads nothing there."""
    return Paragraph((Run(block.text, bold=True),)) if isinstance(block, Heading) else block


def _table(node: SyntaxTreeNode) -> Table:
    lines = [row for part in node.children for row in part.children]
    cells = [tuple(_inline(cell) for cell in row.children) for row in lines]
    return Table("", tuple(plain(cell) for cell in cells[0]), tuple(cells[1:]))


def _inline(node: SyntaxTreeNode) -> tuple[Run, ...]:
    return tuple(run for child in node.children for run in _runs(child, Run("")))


def _runs(node: SyntaxTreeNode, manner: Run) -> Iterator[Run]:
    if node.type in {"text", "code_inline", "text_special"}:
        yield replace(manner, text=node.content)
    elif node.type in {"softbreak", "hardbreak"}:
        yield replace(manner, text=" " if node.type == "softbreak" else "\n")
    else:
        inner = _manner(node, manner)
        for child in node.children:
            yield from _runs(child, inner)


def _manner(node: SyntaxTreeNode, manner: Run) -> Run:
    if node.type == "strong":
        return replace(manner, bold=True)
    if node.type == "em":
        return replace(manner, italic=True)
    if node.type == "link":
        return replace(manner, href=str(node.attrs.get("href", "")))
    return manner
