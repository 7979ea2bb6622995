"""Keeping the library: write, leave out, bring back, review; and where else to find help."""

import re
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible
from mentorhouse.design.paging import page_of
from mentorhouse.documents import as_html, from_markdown
from mentorhouse.guidance import actions, forms, queries, rules
from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes.actions import ChangedMeanwhile
from mentorhouse.programmes.design.public import HelpElsewhere, ProgrammeText
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.queries import programme_for

BOTH = ("GET", "POST")
OWN_KEY = r"own_[0-9a-f]{10}"
CHANGED = mark(
    "Someone else changed this meanwhile, so nothing of yours was done. This is how it stands "
    "now: please look, and try again."
)
DONE = {
    rules.Deed.LEAVE_OUT: mark("“{title}” is left out. Nobody is shown it."),
    rules.Deed.BRING_BACK: mark("“{title}” is back in the library."),
    rules.Deed.RESET: mark("The programme’s own text of “{title}” is gone."),
}


@door(Capability.RUN_PROGRAMME, methods=BOTH)
def keep(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """List the whole library with what is due for review; leave a guide out or bring it back."""
    programme = programme_for(request.user, programme_id)
    if request.method == "POST":
        key = request.POST.get("key", "")
        return _rearrange(request, programme, key, request.POST.get("deed", ""))
    guides = queries.whole_library_of(request.user, programme)
    kept = [guide for guide in guides if not guide.left_out]
    search = request.GET.get("search", "")[:100]
    page = {
        "programme": programme,
        "form": forms.SearchForm({"search": search}),
        "due": rules.due(guides, timezone.localdate()),
        "left_out": [guide for guide in guides if guide.left_out],
        "page": page_of(rules.found(kept, search), request),
        "search": search,
        "comments": queries.open_comments(request.user, programme),
    }
    return render(request, "guidance/keep.html", page)


def _rearrange(
    request: SignedInRequest, programme: Programme, key: str, asked: str
) -> HttpResponseBase:
    if asked not in set(rules.Deed):
        raise NotVisible
    deed, guide = rules.Deed(asked), queries.kept_guide(request.user, programme, key)
    try:
        actions.rearrange(
            programme, key, deed, by=request.user, at=timezone.now(), version=_version(request)
        )
    except ChangedMeanwhile:
        messages.error(request, say(CHANGED))
    else:
        messages.success(request, say(DONE[deed], title=guide.title))
    return redirect("guidance:keep", programme.pk)


def _version(request: SignedInRequest) -> int:
    typed = request.POST.get("version", "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else 0  # noqa: PLR2004


@door(Capability.RUN_PROGRAMME, methods=BOTH)
def add(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """Write a guide of the programme’s own."""
    programme = programme_for(request.user, programme_id)
    shown = {"kind": "text", "roles": ["mentor", "mentee"]}
    # The key never depends on the title, which may change. It travels with the form, so that what
    # is pressed twice is one guide.
    asked = request.POST.get("key", "")
    key = asked if re.fullmatch(OWN_KEY, asked) else f"own_{uuid4().hex[:10]}"
    return _write(request, programme, key, say("Add a guide"), shown)


@door(Capability.RUN_PROGRAMME, methods=BOTH)
def edit(request: SignedInRequest, programme_id: UUID, key: str) -> HttpResponseBase:
    """Change a guide for this programme."""
    programme = programme_for(request.user, programme_id)
    guide = queries.kept_guide(request.user, programme, key)
    return _write(request, programme, key, say("Change a guide"), forms.shown_of(guide))


def _write(
    request: SignedInRequest, programme: Programme, key: str, title: str, shown: dict[str, Any]
) -> HttpResponseBase:
    form = forms.GuideForm(
        request.POST or None, initial=shown | {"version": programme.design_version}
    )
    theirs: list[tuple[str, Any]] = []
    preview = None
    if request.method == "POST" and form.is_valid():
        page = form.page(key)
        if "preview" in request.POST:
            preview = as_html(from_markdown(page["text"]))
        else:
            try:
                _put(request, programme, page, form.cleaned_data["version"])
            except ChangedMeanwhile as refusal:
                form, theirs = _met(request, refusal.programme, page, shown)
            else:
                messages.success(request, say("The guide is saved."))
                return redirect("guidance:guide", programme.pk, key)
    page = {
        "programme": programme,
        "title": title,
        "form": form,
        "theirs": theirs,
        "preview": preview,
        "key": key,
        "changing": title == "Change a guide",
    }
    return render(request, "guidance/write.html", page)


def _put(
    request: SignedInRequest, programme: Programme, page: dict[str, Any], version: int
) -> None:
    actions.put_guide(
        programme,
        ProgrammeText.model_validate(page),
        by=request.user,
        at=timezone.now(),
        version=version,
    )


def _met(
    request: SignedInRequest, programme: Programme, page: dict[str, Any], shown: dict[str, Any]
) -> tuple[forms.GuideForm, list[tuple[str, Any]]]:
    """Give the form again as typed, and beside it what somebody else saved meanwhile."""
    data = request.POST.copy()
    data["version"] = str(programme.design_version)
    names = (("title", say("Title")), ("text", say("Text")))
    theirs = [(words, shown[name]) for name, words in names if shown.get(name) != page[name]]
    return forms.GuideForm(data), theirs or [(say("Title"), shown.get("title", page["title"]))]


@door(Capability.RUN_PROGRAMME)
def reset(request: SignedInRequest, programme_id: UUID, key: str) -> HttpResponseBase:
    """Ask once before the programme’s own text goes."""
    programme = programme_for(request.user, programme_id)
    guide = queries.kept_guide(request.user, programme, key)
    if guide.origin is rules.Origin.SHIPPED:
        raise NotVisible
    page = {"programme": programme, "guide": guide}
    return render(request, "guidance/reset.html", page)


@door(Capability.RUN_PROGRAMME)
def versions(request: SignedInRequest, programme_id: UUID, key: str) -> HttpResponseBase:
    """Show what a guide was, who changed it and when."""
    programme = programme_for(request.user, programme_id)
    editions = queries.editions_of(request.user, programme, key)
    guides = queries.whole_library_of(request.user, programme)
    guide = next((each for each in guides if each.key == key), None)
    if guide is None and not editions:
        raise NotVisible
    shipped = queries.shipped_guide(key)
    page = {
        "programme": programme,
        "name": guide.title if guide else editions[0].title,
        "guide": guide,
        "shipped": shipped,
        "shipped_body": as_html(from_markdown(shipped.text), below=2) if shipped else "",
        "editions": [(each, as_html(from_markdown(each.text), below=2)) for each in editions],
    }
    return render(request, "guidance/versions.html", page)


@door(Capability.RUN_PROGRAMME)
def help_elsewhere(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """List where else people find help."""
    programme = programme_for(request.user, programme_id)
    page = {"programme": programme, "help": programme.design.guidance.help}
    return render(request, "guidance/help.html", page)


@door(Capability.RUN_PROGRAMME, methods=BOTH)
def add_help(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """Add a place where people find other help."""
    programme = programme_for(request.user, programme_id)
    return _help(request, programme, len(programme.design.guidance.help), {})


@door(Capability.RUN_PROGRAMME, methods=BOTH)
def change_help(request: SignedInRequest, programme_id: UUID, place: int) -> HttpResponseBase:
    """Change or remove one of them."""
    programme = programme_for(request.user, programme_id)
    known = programme.design.guidance.help
    if place >= len(known):
        raise NotVisible
    return _help(request, programme, place, known[place].model_dump())


def _help(
    request: SignedInRequest, programme: Programme, place: int, shown: dict[str, str]
) -> HttpResponseBase:
    known = programme.design.guidance.help
    form = forms.HelpForm(
        request.POST or None, initial=shown | {"version": programme.design_version}
    )
    removes = "remove" in request.POST
    if request.method == "POST" and (removes or form.is_valid()):
        new = [] if removes else [_place(form)]
        places = [*known[:place], *new, *known[place + 1 :]]
        try:
            actions.keep_help(
                programme, places, by=request.user, at=timezone.now(), version=_version(request)
            )
        except ChangedMeanwhile as refusal:
            messages.error(request, say(CHANGED))
            data = request.POST.copy()
            data["version"] = str(refusal.programme.design_version)
            form = forms.HelpForm(data)
        else:
            messages.success(request, say("Removed.") if removes else say("Saved."))
            return redirect("guidance:help", programme.pk)
    page = {"programme": programme, "form": form, "changing": bool(shown)}
    return render(request, "guidance/help_form.html", page)


def _place(form: forms.HelpForm) -> HelpElsewhere:
    said = {name: form.cleaned_data[name] for name in ("name", "what", "contact")}
    return HelpElsewhere(**said)
