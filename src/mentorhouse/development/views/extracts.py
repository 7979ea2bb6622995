"""A file for the personal development plan, with the lines that the mentee chose (R8.10)."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.development.forms.plans import ExtractForm
from mentorhouse.development.queries.extracts import extract_lines
from mentorhouse.development.queries.goals import kept
from mentorhouse.development.rules.extracts import Line
from mentorhouse.documents import Block, Document, Heading, Paragraph
from mentorhouse.documents.downloads import response
from mentorhouse.languages.saying import say

_C = Capability.EXTRACT_PLAN


@door(_C, methods=("GET", "POST"))
def extract(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Choose line by line what goes into the file, then have it."""
    row = kept(request.user, partnership_id, _C)
    lines = extract_lines(request.user, row, at=timezone.now())
    form = ExtractForm(request.POST or None, lines=lines)
    if request.method == "GET" or not form.is_valid():
        context = {"partnership": row, "form": form, "lines": lines}
        return render(request, "development/extract.html", context)
    wanted = {*form.cleaned_data["lines"]}
    chosen = [line for line in lines if line.key in wanted]
    document = document_of(chosen, on=timezone.localdate())
    return response(document, form.cleaned_data["kind"])


def document_of(chosen: Sequence[Line], *, on: date) -> Document:
    """Put the chosen lines together: nothing else is in the file, no names and no programme."""
    blocks: list[Block] = []
    for heading, lines in groupby(chosen, key=lambda line: line.heading):
        blocks.append(Heading(heading))
        for box, found in groupby(lines, key=lambda line: line.box):
            blocks.append(Heading(box, 2))
            blocks += [Paragraph(line.text) for line in found]
    return Document(say("For my personal development plan"), blocks=tuple(blocks), made_on=on)
