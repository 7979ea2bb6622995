"""The pages of the set-up: one topic each, made from what the model says of its settings."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.languages.saying import say
from mentorhouse.programmes import actions, forms, queries, rules
from mentorhouse.programmes.design import plain
from mentorhouse.programmes.design.problems import Problem
from mentorhouse.programmes.design.telling import in_words
from mentorhouse.programmes.design.walk import get
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.views import saving

BOTH = ("GET", "POST")
Theirs = list[tuple[str, str]]


@door(Capability.RUN_PROGRAMME, methods=BOTH)
def topic(request: SignedInRequest, programme_id: UUID, key: str) -> HttpResponseBase:
    """Show one topic of the design and save it."""
    programme = queries.programme_for(request.user, programme_id)
    if key not in rules.TOPICS:
        raise NotVisible
    shown = rules.TOPICS[key]
    if not shown.settings and len(shown.lists) == 1:
        return redirect("programmes:entries", programme.pk, shown.lists[0].path)
    form = _form(request, programme, shown)
    if request.method == "POST" and form.is_valid() and saving.AGAIN not in request.POST:
        return _save(request, programme, shown, form)
    return _page(request, programme, shown, form)


def _form(request: SignedInRequest, programme: Programme, shown: rules.Topic) -> forms.SettingsForm:
    return forms.SettingsForm(
        request.POST or None,
        settings=shown.settings,
        values=plain(programme.design),
        version=programme.design_version,
    )


def _save(
    request: SignedInRequest,
    programme: Programme,
    shown: rules.Topic,
    form: forms.SettingsForm,
) -> HttpResponse:
    design, problems = saving.read(form.changed_into())
    if design is None:
        for problem in problems:
            form.add_error(_box(form, problem), problem.words)
        return _page(request, programme, shown, form, problems=problems)
    wish = saving.Wish(
        design,
        form.cleaned_data["version"],
        say("{title}: saved.", title=shown.title),
        reverse("programmes:set_up", args=[programme.pk]),
    )
    try:
        return saving.settle(request, programme, wish)
    except actions.ChangedMeanwhile as refusal:
        now = refusal.programme
        before = queries.design_at(request.user, now, wish.version)
        theirs = form.met_by(
            plain(before) if before else None, plain(now.design), version=now.design_version
        )
        return _page(request, now, shown, form, theirs=theirs)
    except NotNow as refusal:
        form.add_error(None, str(refusal))
        return _page(request, programme, shown, form)


def _box(form: forms.SettingsForm, problem: Problem) -> str | None:
    """Return the box that a problem belongs to, if it is on this page."""
    names = (forms.field_name(path) for path in problem.settings)
    return next((name for name in names if name in form.fields), None)


def _page(
    request: SignedInRequest,
    programme: Programme,
    shown: rules.Topic,
    form: forms.SettingsForm,
    *,
    problems: list[Problem] | None = None,
    theirs: Theirs | None = None,
) -> HttpResponse:
    page = {
        "programme": programme,
        "topic": shown,
        "form": form,
        "boxes": boxes(form, rules.chosen_elsewhere()),
        "lists": lists_of(programme, shown),
        "clashes": [saving.links_of(programme, problem) for problem in problems or ()],
        "theirs": theirs or [],
        "meanwhile": theirs is not None,
        "lessons": lessons_on(request, programme, shown),
    }
    return render(request, "programmes/topic.html", page)


def boxes(
    form: forms.SettingsForm, elsewhere: Mapping[str, tuple[tuple[str, str], ...]]
) -> list[dict[str, Any]]:
    """Return each box of a page with its section and what other programmes chose."""
    section, found = "", []
    for one in form.settings:
        found.append(
            {
                "name": forms.field_name(one.path),
                "title": one.title,
                "section": one.section if one.section != section else "",
                "elsewhere": elsewhere.get(one.path, ()),
            }
        )
        section = one.section
    return found


def lists_of(programme: Programme, shown: rules.Topic) -> list[dict[str, str]]:
    """Return the lists of a page: what each is, what it holds, and where it is changed."""
    data = plain(programme.design)
    return [
        {
            "words": one.title,
            "hint": rules.start_of(in_words(one, held), 160) if held else say("None yet"),
            "href": reverse("programmes:entries", args=[programme.pk, one.path]),
            "state": f"{len(held)}",
        }
        for one in shown.lists
        for held in (get(data, one.path),)
    ]


def lessons_on(request: SignedInRequest, programme: Programme, shown: rules.Topic) -> list[Any]:
    """Return what was learnt about the parts of the design on this page (R2.23)."""
    beside = queries.lessons_beside(request.user, programme)
    parts = dict.fromkeys(path.partition(".")[0] for path in shown.paths)
    return [lesson for part in parts for lesson in beside.get(part, ())]
