"""A document handed out as a file."""

import unicodedata

from django.http import HttpResponse
from django.utils.text import slugify

from mentorhouse.documents.blocks import Document
from mentorhouse.documents.pdf import as_pdf
from mentorhouse.documents.word import as_word

LONGEST_NAME = 80
KINDS = {
    "word": (
        as_word,
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "pdf": (as_pdf, "pdf", "application/pdf"),
}


def response(document: Document, kind: str) -> HttpResponse:
    """Answer with a document as a file; `kind` is one of `KINDS`."""
    write, ending, content_type = KINDS[kind]
    answer = HttpResponse(write(document), content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{file_name(document)}.{ending}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def file_name(document: Document) -> str:
    """Return a plain name for the file: small letters, digits and hyphens."""
    folded = unicodedata.normalize("NFKD", document.title)
    return slugify(folded)[:LONGEST_NAME].strip("-") or "document"
