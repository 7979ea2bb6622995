"""Lists of the design: see, add, change, move and remove. One set of pages for all of them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes import actions, forms, queries, rules
from mentorhouse.programmes.design import plain
from mentorhouse.programmes.design.entries import Listed, find, with_entries
from mentorhouse.programmes.design.parts import Part
from mentorhouse.programmes.design.telling import details_of, name_of, names
from mentorhouse.programmes.design.walk import Data, part_of, settings_of
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.views import saving

BOTH = ("GET", "POST")
DEEDS = {"up": mark("Moved up."), "down": mark("Moved down."), "remove": mark("Removed.")}


def listed_at(programme: Programme, where: str) -> Listed:
    """Return the list at an address; raises `NotVisible` where none is."""
    try:
        return find(plain(programme.design), where)
    except (KeyError, StopIteration) as error:
        raise NotVisible from error


def address_of(programme: Programme, where: str) -> str:
    """Return the address of a list."""
    return reverse("programmes:entries", args=[programme.pk, where])


def frame(programme: Programme, listed: Listed) -> dict[str, Any]:
    """Return what every page of a list needs: where it stands, and the way back."""
    topic = rules.topic_of(listed.top)
    ways = [(say(topic.title), reverse("programmes:topic", args=[programme.pk, topic.key]))]
    if not topic.settings and len(topic.lists) == 1:
        ways = []
    if listed.inside:
        outer = listed_at(programme, listed.where.partition(f".{listed.inside[0]}.")[0])
        inside = outer.entry(listed.inside[0])
        ways += [(outer.setting.title, address_of(programme, outer.where))]
        ways += [
            (
                names(outer.setting, [inside])[0],
                reverse(
                    "programmes:change_entry",
                    args=[programme.pk, outer.where, listed.inside[0]],
                ),
            )
        ]
    return {"programme": programme, "topic": topic, "listed": listed, "ways_back": ways}


@door(Capability.RUN_PROGRAMME, methods=BOTH)
def entries(request: SignedInRequest, programme_id: UUID, where: str) -> HttpResponseBase:
    """List the entries; move or remove one."""
    programme = queries.programme_for(request.user, programme_id)
    listed = listed_at(programme, where)
    if request.method == "POST":
        return _rearrange(request, programme, listed)
    setting = listed.setting
    rows = [
        {
            "handle": handle,
            "name": name_of(part, entry),
            "details": details_of(part, entry, _named(part, programme)),
        }
        for handle, entry in zip(listed.handles, listed.entries, strict=True)
        for part in (part_of(setting, entry),)
    ]
    elsewhere = rules.chosen_elsewhere().get(where, ())
    page = frame(programme, listed) | {"rows": rows, "elsewhere": elsewhere}
    return render(request, "programmes/entries.html", page)


def _named(part: type[Part], programme: Programme) -> dict[str, dict[str, str]]:
    """Return what the things are called that an entry can name in this design."""
    data = plain(programme.design)
    return {one.path: dict(forms.named(one, data) or ()) for one in settings_of(part)}


def _rearrange(request: SignedInRequest, programme: Programme, listed: Listed) -> HttpResponse:
    deed, handle = request.POST.get("deed", ""), request.POST.get("handle", "")
    back = address_of(programme, listed.where)
    if deed not in DEEDS:
        raise NotVisible
    if saving.AGAIN in request.POST:
        return redirect(back)
    if deed == "remove" and len(listed.entries) == 1 and not listed.setting.may_be_empty:
        messages.error(request, say("The last one stays. Add another one first."))
        return redirect(back)
    design, problems = saving.read(_moved(plain(programme.design), listed, handle, deed))
    if design is None:
        return _refused(request, programme, listed, problems)
    version = request.POST.get("version", "")
    seen = int(version) if version.isdecimal() else 0
    try:
        return saving.settle(request, programme, saving.Wish(design, seen, say(DEEDS[deed]), back))
    except actions.ChangedMeanwhile:
        messages.error(
            request,
            say(
                "Someone else changed this programme meanwhile, so nothing was moved or removed. "
                "This is how it stands now: please try again."
            ),
        )
    except NotNow as refusal:
        messages.error(request, str(refusal))
    return redirect(back)


def _moved(data: Data, listed: Listed, handle: str, deed: str) -> Data:
    by_handle = dict(zip(listed.handles, listed.entries, strict=True))
    kept = [by_handle[one] for one in rules.moved(list(by_handle), handle, deed)]
    return with_entries(data, listed.where, kept)


def _refused(
    request: SignedInRequest, programme: Programme, listed: Listed, problems: list[Any]
) -> HttpResponse:
    """Say why something cannot be removed, and where to mend it."""
    told = [(one.words, saving.links_of(programme, one)) for one in problems]
    page = frame(programme, listed) | {"problems": told}
    return render(request, "programmes/entry_stays.html", page)


@door(Capability.RUN_PROGRAMME)
def remove_entry(
    request: SignedInRequest, programme_id: UUID, where: str, handle: str
) -> HttpResponseBase:
    """Ask once before an entry goes; while the programme is under way, say what that changes."""
    programme = queries.programme_for(request.user, programme_id)
    listed = listed_at(programme, where)
    if handle not in listed.handles:
        raise NotVisible
    entry = listed.entry(handle)
    part = part_of(listed.setting, entry)
    design, problems = saving.read(_moved(plain(programme.design), listed, handle, "remove"))
    if design is None and len(listed.entries) > 1:
        return _refused(request, programme, listed, problems)
    effects = saving.effects(request, programme, design) if design else []
    page = frame(programme, listed) | {
        "handle": handle,
        "name": name_of(part, entry),
        "details": details_of(part, entry, _named(part, programme)),
        "told": effects if programme.state != "draft" else [],
    }
    return render(request, "programmes/remove_entry.html", page)
