"""One’s own learning record, to read and to take along (R4.12)."""

from uuid import UUID

from django.conf import settings
from django.http import HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible
from mentorhouse.design import tables, words
from mentorhouse.design.paging import page_of
from mentorhouse.languages.saying import say
from mentorhouse.training.queries.learnt import own_record
from mentorhouse.training.rules.learnt import KIND_WORDS, own_statements


@door(Capability.TAKE_TRAINING)
def record(request: SignedInRequest) -> HttpResponseBase:
    """Show one’s own learning record."""
    page = page_of(own_record(request.user, at=timezone.now()), request)
    return render(request, "training/learnt.html", {"page": page, "kinds": KIND_WORDS})


@door(Capability.TAKE_TRAINING)
def take_along(request: SignedInRequest, kind: str) -> HttpResponseBase:
    """Hand one’s own learning record out: CSV, Excel or xAPI statements."""
    if kind not in {*tables.TYPES, "json"}:
        raise NotVisible
    lines, person = own_record(request.user, at=timezone.now()), UUID(str(request.user.pk))
    if kind == "json":
        found = own_statements(lines, person, house=settings.BASE_URL)
        answer = JsonResponse(found, safe=False)
        answer["Content-Disposition"] = 'attachment; filename="learning-record.json"'
        return answer
    headings = (
        _("Date"), _("What"), _("Kind"), _("Programme"), _("Minutes"), _("How it is known"),
    )  # fmt: skip
    rows = [
        (words.local(line.at).date().isoformat(), line.words, say(KIND_WORDS[line.kind]),
         line.programme, line.minutes or "", line.how)
        for line in lines
    ]  # fmt: skip
    return tables.as_download(kind, "learning-record", headings, rows)
