"""Pages of what partners give one another: the list, giving, one with its answer, its file."""

from typing import Any
from urllib.parse import quote
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.readers import who_can_read
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.design.forms import Form
from mentorhouse.design.paging import page_of
from mentorhouse.development.actions import exchanges as actions
from mentorhouse.development.forms.exchanges import FeedbackForm, GiveForm, ReplyForm
from mentorhouse.development.models import Exchange
from mentorhouse.development.queries import exchanges as queries
from mentorhouse.development.queries.goals import kept
from mentorhouse.development.queries.notes import may_write_in
from mentorhouse.development.rules.exchanges import ABOUT, CLOSED, KINDS, LABELS
from mentorhouse.languages.saying import say
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.queries import running_for
from mentorhouse.people.rules import FILE_TYPES

BOTH = ("GET", "POST")
_READ, _WRITE = Capability.READ_EXCHANGE, Capability.WRITE_EXCHANGE


@door(_READ)
def exchanges(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """List what partners gave one another, and what one can begin."""
    row = kept(request.user, partnership_id, _READ)
    page = page_of(queries.exchanges_in(request.user, row), request)
    rows = list(page)
    for each in rows:
        each.partnership = row
    given = queries.opened(request.user, rows, at=timezone.now())
    writes = may_write_in(request.user, row)
    offered = [k for k in KINDS if writes and queries.may_give(request.user, row, k)]
    context = {
        "partnership": row, "page": page, "writes": writes, "readers": who_can_read(_READ),
        "given": [(one, say(KINDS[one.row.kind]), say(CLOSED[one.row.state])) for one in given],
        "kinds": [(kind, say(KINDS[kind]), say(ABOUT[kind])) for kind in offered],
    }  # fmt: skip
    return render(request, "development/exchanges.html", context)


@door(_WRITE, methods=BOTH)
def give(request: SignedInRequest, partnership_id: UUID, kind: str) -> HttpResponse:
    """Ask for feedback, offer an opportunity, or share something."""
    row = running_for(request.user, partnership_id, _WRITE)
    if not queries.may_give(request.user, row, kind):
        raise NotVisible
    form = GiveForm(
        request.POST or None, files=request.FILES or None, kind=kind, initial={"once": uuid4()}
    )
    if request.method == "POST" and form.is_valid():
        once, file = form.cleaned_data["once"], form.cleaned_data.get("file")
        actions.give(
            row, kind, form.texts, once=once, by=request.user, at=timezone.now(), file=file
        )
        messages.success(request, say("It is saved. Your partner finds it here."))
        return redirect("development:exchanges", row.pk)
    context = {
        "partnership": row,
        "form": form,
        "title": say(KINDS[kind]),
        "about": say(ABOUT[kind]),
    }
    return render(request, "development/exchange_give.html", context)


@door(_READ, methods=BOTH)
def exchange(request: SignedInRequest, partnership_id: UUID, exchange_id: UUID) -> HttpResponse:
    """Read one of them; answer it where it waits for the reader's answer."""
    row = kept(request.user, partnership_id, _READ)
    one = queries.exchange_for(request.user, row, exchange_id)
    form = _form(request, row, one)
    if request.method == "POST" and form is None:
        raise NotVisible
    if request.method == "POST" and form is not None and form.is_valid():
        said = dict(form.cleaned_data)
        state = said.pop("state", "answered")
        try:
            actions.answer(one, state, said, by=request.user, at=timezone.now())
            messages.success(request, say("Your answer is saved."))
        except NotNow as refusal:
            messages.info(request, str(refusal))
        return redirect("development:exchange", row.pk, one.pk)
    found = queries.opened(request.user, [one], at=timezone.now())
    if not found:
        raise NotVisible
    context = {
        "partnership": row, "one": one, "found": found[0], "form": form,
        "kind": say(KINDS[one.kind]), "state": say(CLOSED[one.state]),
        "readers": who_can_read(_READ),
        "words": _said(found[0].words), "answer": _said(found[0].answer),
    }  # fmt: skip
    return render(request, "development/exchange.html", context)


@door(_READ)
def shared_file(request: SignedInRequest, partnership_id: UUID, exchange_id: UUID) -> HttpResponse:
    """Hand out a file that was shared. It is never drawn on a page, whatever it holds."""
    row = kept(request.user, partnership_id, _READ)
    one = queries.exchange_for(request.user, row, exchange_id)
    at = timezone.now()
    content = queries.file_of(request.user, one, at=at)
    name = queries.opened(request.user, [one], at=at)[0].filename
    kind = FILE_TYPES[one.filetype]
    answer = HttpResponse(content, content_type=kind.content_type)
    answer["Content-Disposition"] = (
        f"attachment; filename=\"shared.{kind.ending}\"; filename*=UTF-8''{quote(name)}"
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def _form(request: SignedInRequest, row: Partnership, one: Exchange) -> Form | None:
    waits = one.state == "open" and one.given_by_id != request.user.pk
    if not waits or not may_write_in(request.user, row):
        return None
    form: type[Form] = FeedbackForm if one.kind == "feedback" else ReplyForm
    return form(request.POST or None)


def _said(words: Any) -> list[tuple[str, str, str]]:
    return [(key, say(LABELS[key]), words[key]) for key in LABELS if words.get(key)]
