"""One entry of a list of the design: add it, change it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.languages.saying import say
from mentorhouse.programmes import actions, forms, queries
from mentorhouse.programmes.design import plain
from mentorhouse.programmes.design.entries import Listed, find, with_entries
from mentorhouse.programmes.design.parts import Part
from mentorhouse.programmes.design.problems import Problem
from mentorhouse.programmes.design.telling import KIND_WORDS, in_words, name_of
from mentorhouse.programmes.design.walk import (
    Data,
    Kind,
    get,
    part_named,
    part_of,
    settings_of,
    tag_of,
)
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.views import saving
from mentorhouse.programmes.views.lists import address_of, frame, listed_at
from mentorhouse.programmes.views.topics import boxes

BOTH = ("GET", "POST")


@door(Capability.RUN_PROGRAMME, methods=BOTH)
def add_entry(request: SignedInRequest, programme_id: UUID, where: str) -> HttpResponseBase:
    """Add an entry at the end; where there are several kinds, ask which one first."""
    programme = queries.programme_for(request.user, programme_id)
    listed = listed_at(programme, where)
    try:
        part = part_named(listed.setting, request.GET.get("kind", ""))
    except KeyError:
        kinds = forms.KindForm(request.GET or None, setting=listed.setting)
        page = frame(programme, listed) | {"form": kinds}
        return render(request, "programmes/kind_of_entry.html", page)
    return _edit(request, programme, listed, part, None)


@door(Capability.RUN_PROGRAMME, methods=BOTH)
def change_entry(
    request: SignedInRequest, programme_id: UUID, where: str, handle: str
) -> HttpResponseBase:
    """Change one entry."""
    programme = queries.programme_for(request.user, programme_id)
    listed = listed_at(programme, where)
    if handle in listed.handles:
        entry = listed.entry(handle)
        return _edit(request, programme, listed, part_of(listed.setting, entry), entry)
    if request.method != "POST":
        raise NotVisible
    return _removed_meanwhile(request, programme, listed)


def _removed_meanwhile(
    request: SignedInRequest, programme: Programme, listed: Listed
) -> HttpResponse:
    """Keep what somebody wrote in an entry that another co-ordinator has just removed."""
    try:
        part = part_named(listed.setting, request.POST.get("tag", ""))
    except KeyError as error:
        raise NotVisible from error
    messages.warning(
        request, say("Someone removed this while you were writing. Save to add it at the end.")
    )
    form = _form(request, programme, listed, part, None)
    data = request.POST.copy()
    data["version"] = str(programme.design_version)
    form.data = data
    kind = f"?kind={tag_of(listed.setting, part)}" if listed.setting.tag else ""
    add = reverse("programmes:add_entry", args=[programme.pk, listed.where])
    return _page(request, programme, form, action=f"{add}{kind}")


def _form(
    request: SignedInRequest,
    programme: Programme,
    listed: Listed,
    part: type[Part],
    entry: Data | None,
) -> forms.EntryForm:
    return forms.EntryForm(
        request.POST or None,
        listed=listed,
        part=part,
        entry=entry,
        design=plain(programme.design),
        version=programme.design_version,
    )


def _edit(
    request: SignedInRequest,
    programme: Programme,
    listed: Listed,
    part: type[Part],
    entry: Data | None,
) -> HttpResponse:
    form = _form(request, programme, listed, part, entry)
    if request.method == "POST" and form.is_valid() and saving.AGAIN not in request.POST:
        return _save(request, programme, form)
    return _page(request, programme, form)


def _save(request: SignedInRequest, programme: Programme, form: forms.EntryForm) -> HttpResponse:
    listed, made = form.listed, form.made()
    entries = [made if one is form.entry else one for one in listed.entries]
    if form.new:
        entries = [*listed.entries, made]
    spot = len(entries) - 1 if form.new else entries.index(made)
    design, problems = saving.read(with_entries(plain(programme.design), listed.where, entries))
    if design is None:
        for problem in problems:
            form.add_error(_box(form, problem, spot, made), problem.words)
        return _page(request, programme, form, problems=problems)
    back = address_of(programme, listed.where)
    wish = saving.Wish(design, form.cleaned_data["version"], say("Saved."), back)
    try:
        return saving.settle(request, programme, wish)
    except actions.ChangedMeanwhile as refusal:
        now = refusal.programme
        before = _before(request, now, form, wish.version)
        theirs = form.met_by(before, form.values, version=now.design_version)
        return _page(request, now, form, theirs=[] if form.new else theirs, meanwhile=True)
    except NotNow as refusal:
        form.add_error(None, str(refusal))
        return _page(request, programme, form)


def _before(
    request: SignedInRequest, now: Programme, form: forms.EntryForm, version: int
) -> Data | None:
    """Return the entry as its writer began from it, if that is known."""
    if form.entry is None:
        return form.values
    design = queries.design_at(request.user, now, version)
    try:
        handle = form.listed.handles[form.listed.entries.index(form.entry)]
        return find(plain(design), form.listed.where).entry(handle) if design else None
    except KeyError:
        return None


def _box(form: forms.EntryForm, problem: Problem, spot: int, made: Data) -> str | None:
    """Return the box that a problem belongs to, if it is one of this entry."""
    where = form.listed.top
    beginnings = tuple(f"{where}.{mark}." for mark in (spot, made.get("key", spot)))
    names = [place.rpartition(".")[2] for place in problem.places if place.startswith(beginnings)]
    return next((name for name in names if name in form.fields), None)


def _page(
    request: SignedInRequest,
    programme: Programme,
    form: forms.EntryForm,
    *,
    problems: list[Problem] | None = None,
    theirs: list[tuple[str, str]] | None = None,
    meanwhile: bool = False,
    action: str = "",
) -> HttpResponse:
    listed = form.listed
    kind = tag_of(listed.setting, form.part)
    page = frame(programme, listed) | {
        "form": form,
        "boxes": boxes(form, {}),
        "name": "" if form.entry is None else name_of(form.part, form.entry),
        "kind": KIND_WORDS.get(kind, ""),
        "tag": kind,
        "inner": _inner(programme, form),
        "clashes": [saving.links_of(programme, problem) for problem in problems or ()],
        "theirs": theirs or [],
        "meanwhile": meanwhile,
        "lacks": forms.lacking(form),
        "action": action,
    }
    return render(request, "programmes/entry.html", page)


def _inner(programme: Programme, form: forms.EntryForm) -> list[dict[str, str]]:
    """Return the lists inside this entry, each with its page."""
    if form.entry is None:
        return []
    handle = form.listed.handles[form.listed.entries.index(form.entry)]
    return [
        {
            "words": one.title,
            "hint": in_words(one, get(form.entry, one.path)),
            "href": address_of(programme, f"{form.listed.where}.{handle}.{one.path}"),
            "state": str(len(get(form.entry, one.path))),
        }
        for one in settings_of(form.part)
        if one.kind is Kind.ENTRIES
    ]
