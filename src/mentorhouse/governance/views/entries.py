"""Add, change, remove and tick off entries; the same pages for every kind."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.governance import models
from mentorhouse.governance.actions import entries as actions
from mentorhouse.governance.forms.entry import EntryForm
from mentorhouse.governance.queries.entries import circle, entry_for
from mentorhouse.governance.views.kinds import KINDS, Kind
from mentorhouse.governance.views.pages import BOTH, kept, page, tried
from mentorhouse.languages.saying import say
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.relations import today

TASKS = (models.Milestone, models.BoardAction, models.Message)


@door(Capability.RUN_GOVERNANCE, methods=BOTH)
def add(request: SignedInRequest, programme_id: UUID, topic: str) -> HttpResponseBase:
    """Add an entry of one kind."""
    programme, kind = kept(request, programme_id), _kind(topic)
    above = _above(request, programme, kind)
    form = _form(request, programme, kind)
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["key"] or uuid4()
        try:
            values = form.values() | above
            row = kind.make(programme, values, key=key, by=request.user, at=timezone.now())
        except NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, say("Saved."))
            return redirect(kind.address(row))
    unsaved = kind.model(programme=programme, **above)
    return _page(
        request,
        programme,
        kind,
        unsaved,
        form,
        heading=say("Add {words}", words=_a(say(kind.words))),
    )


@door(Capability.RUN_GOVERNANCE, methods=BOTH)
def change(
    request: SignedInRequest, programme_id: UUID, topic: str, entry_id: UUID
) -> HttpResponseBase:
    """Change one entry; of two who save at once, the second sees what is saved by then."""
    programme, kind = kept(request, programme_id), _kind(topic)
    row = entry_for(request.user, programme, kind.model, entry_id)
    form, theirs, meanwhile = _form(request, programme, kind, row), list[tuple[str, str]](), False
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            actions.change(row, form.values(), version=version, by=request.user, at=timezone.now())
        except actions.ChangedMeanwhile as refusal:
            theirs, meanwhile = form.differences(refusal.row), True
            form = _form(request, programme, kind, row, version=refusal.row.version)
        except NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, say("Saved."))
            return redirect(kind.address(row))
    more = {"theirs": theirs, "meanwhile": meanwhile, "entry": row, "topic": topic}
    return _page(
        request,
        programme,
        kind,
        row,
        form,
        heading=say("Change the {words}", words=say(kind.words)),
        **more,
    )


@door(Capability.RUN_GOVERNANCE, methods=BOTH)
def remove(
    request: SignedInRequest, programme_id: UUID, topic: str, entry_id: UUID
) -> HttpResponseBase:
    """Ask once more, then remove an entry."""
    programme, kind = kept(request, programme_id), _kind(topic)
    row = entry_for(request.user, programme, kind.model, entry_id)
    back = kind.address(row)
    if request.method == "POST":
        at = timezone.now()
        gone = say("The {words} is removed.", words=say(kind.words))
        tried(request, lambda: actions.remove(row, by=request.user, at=at), gone)
        return redirect(back)
    return page(
        request, "remove", programme, kind=kind, entry=row, back=back, above=_crumb(kind, row)
    )


@door(Capability.RUN_GOVERNANCE, methods=("POST",))
def done(
    request: SignedInRequest, programme_id: UUID, topic: str, entry_id: UUID
) -> HttpResponseBase:
    """Mark a task as done today."""
    programme, kind = kept(request, programme_id), _kind(topic)
    row = entry_for(request.user, programme, kind.model, entry_id)
    if not isinstance(row, TASKS):
        raise NotVisible
    at = timezone.now()
    tried(
        request,
        lambda: actions.mark_done(row, today(), by=request.user, at=at),
        say("Marked as done."),
    )
    return redirect(kind.address(row))


def _kind(topic: str) -> Kind:
    if topic not in KINDS:
        raise NotVisible
    return KINDS[topic]


def _above(request: SignedInRequest, programme: Programme, kind: Kind) -> dict[str, models.Entry]:
    """Return what the new entry hangs on: the address names it."""
    if kind.of is None:
        return {}
    field, above = kind.of
    try:
        key = UUID(request.GET.get("of", ""))
    except ValueError as problem:
        raise NotVisible from problem
    return {field: entry_for(request.user, programme, KINDS[above].model, key)}


def _form(
    request: SignedInRequest,
    programme: Programme,
    kind: Kind,
    row: models.Entry | None = None,
    *,
    version: int | None = None,
) -> EntryForm:
    data = request.POST.copy() if request.method == "POST" else None
    if data is not None and version is not None:
        data["version"] = str(version)
    people = circle(request.user, programme, on=today())
    return kind.form(data, programme=programme, row=row, people=people, me=str(request.user.pk))


def _page(
    request: SignedInRequest,
    programme: Programme,
    kind: Kind,
    row: models.Entry,
    form: EntryForm,
    **more: Any,
) -> HttpResponse:
    began: dict[str, Any] = {"theirs": [], "meanwhile": False, "entry": None, "topic": ""}
    back = kind.address(row)
    return page(
        request, "entry", programme,
        **(began | more | {"kind": kind, "form": form, "back": back, "above": _crumb(kind, row)}),
    )  # fmt: skip


def _crumb(kind: Kind, row: models.Entry) -> tuple[str, str]:
    """Return the page above, for the way back."""
    above = getattr(row, kind.of[0]) if kind.of else None
    return (str(above) if above else say(kind.title), kind.address(row))


def _a(words: str) -> str:
    return say("an {words}", words=words) if words[0] in "aeiou" else say("a {words}", words=words)
