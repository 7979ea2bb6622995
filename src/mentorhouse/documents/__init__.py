"""Documents made by the product: one plain document, drawn as a web page, Word and accessible PDF.

A document is made of blocks, which hold plain values. Nothing in them is markup: what looks like
markup in a text is text.

    document = Document("Policy", blocks=(Heading("Purpose"), *from_markdown(text, below=1)))
    as_html(document)                 # for a page whose h1 is the title

The files are made by `documents.downloads`, whose libraries take a while to load:

    response(document, "pdf")         # or "word": a download
"""

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
    signatures,
)
from mentorhouse.documents.markdown import from_markdown
from mentorhouse.documents.page import as_html

__all__ = [
    "Block",
    "Bullets",
    "Document",
    "Facts",
    "Heading",
    "Item",
    "Note",
    "Numbered",
    "Paragraph",
    "Run",
    "Table",
    "Words",
    "as_html",
    "from_markdown",
    "signatures",
]
