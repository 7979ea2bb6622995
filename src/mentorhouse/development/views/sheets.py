"""Pages of what is worked through: the list, one part, one sheet, comparing, sharing."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.readers import who_can_read
from mentorhouse.access.relations import NotVisible
from mentorhouse.design.paging import page_of
from mentorhouse.design.two_writers import ChangedMeanwhile
from mentorhouse.development.actions import sheets as actions
from mentorhouse.development.forms.sheets import PartForm
from mentorhouse.development.models import Sheet
from mentorhouse.development.queries import sheets as queries
from mentorhouse.development.queries.notes import may_write_in
from mentorhouse.development.queries.sheets import Opened
from mentorhouse.development.rules.comparing import compared
from mentorhouse.development.rules.conversations import HELPS, stance_of
from mentorhouse.development.rules.kinds import KINDS
from mentorhouse.development.rules.learning import ADULTS, WAYS
from mentorhouse.development.rules.sheets import Kind, read_back, sums
from mentorhouse.languages.saying import say
from mentorhouse.partnerships.models import Partnership

CONFLICT = 409
BOTH = ("GET", "POST")
_READ, _WRITE = Capability.READ_SHEET, Capability.WRITE_SHEET
_OWN = Capability.READ_OWN_NOTES
MEANWHILE = "You changed this in another window. Here is what you typed; compare, then save again."


@door(_READ)
def sheets(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """List what can be worked through, one's own sheets, and those that others share."""
    row = queries.place_of(request.user, partnership_id)
    page = page_of(queries.sheets_in(request.user, row), request)
    rows = list(page)
    for each in rows:
        each.notebook.partnership = row
    context = {
        "page": page,
        "sheets": queries.opened(request.user, rows, at=timezone.now()),
        "kinds": [(kind, say(kind.name), say(kind.about)) for kind in KINDS.values()],
        "readers": who_can_read(_OWN),
    }
    return render(request, "development/sheets.html", context | _about(request, row))


@door(_WRITE, methods=BOTH)
def begin(request: SignedInRequest, partnership_id: UUID, kind: str) -> HttpResponse:
    """Work through the first part of something."""
    row = _writable(request, partnership_id)
    if kind not in KINDS:
        raise NotVisible
    what, at = KINDS[kind], timezone.now()
    form = PartForm(
        request.POST or None, part=what.parts[0], shared=False, initial={"once": uuid4()}
    )
    if request.method == "POST" and form.is_valid():
        once = form.cleaned_data["once"]
        sheet = actions.begin_sheet(row, what, form.answers, once=once, by=request.user, at=at)
        return _onward(request, row, sheet, 1)
    return _part(request, row, what, 0, {"form": form})


@door(_WRITE, methods=BOTH)
def write(
    request: SignedInRequest, partnership_id: UUID, sheet_id: UUID, step: int
) -> HttpResponse:
    """Work through one part of one's own sheet."""
    row = _writable(request, partnership_id)
    one = queries.sheet_for(request.user, row, sheet_id)
    what, at = KINDS[one.kind], timezone.now()
    if one.notebook.person_id != request.user.pk or not 1 <= step <= len(what.parts):
        raise NotVisible
    now = queries.opened(request.user, [one], at=at)[0].answers
    form = PartForm(
        request.POST or None, part=what.parts[step - 1], shared=one.shared,
        initial={**now, "revision": one.revision, "once": uuid4()},
    )  # fmt: skip
    context = {"form": form, "sheet": one}
    if request.method == "GET" or not form.is_valid():
        return _part(request, row, what, step - 1, context)
    try:
        based_on = form.cleaned_data["revision"] or 0
        actions.write_part(one, form.answers, based_on=based_on, by=request.user, at=at)
    except ChangedMeanwhile:
        if any(now.get(key) != value for key, value in form.answers.items()):
            form.data = request.POST.copy()
            form.data["revision"] = str(one.revision)
            theirs = read_back(what.parts[step - 1], now)
            context |= {"theirs": theirs, "meanwhile": say(MEANWHILE)}
            return _part(request, row, what, step - 1, context, status=CONFLICT)
    return _onward(request, row, one, step)


@door(_READ)
def sheet(request: SignedInRequest, partnership_id: UUID, sheet_id: UUID) -> HttpResponse:
    """Read one sheet: one's own, or one that is shared."""
    row = queries.place_of(request.user, partnership_id)
    one = queries.sheet_for(request.user, row, sheet_id)
    found = queries.opened(request.user, [one], at=timezone.now())
    if not found:
        raise NotVisible
    own = one.notebook.person_id == request.user.pk
    context = {"sheet": one, "found": found[0], "own": own} | _shown(found[0])
    context["readers"] = who_can_read(_READ if one.shared else _OWN)
    return render(request, "development/sheet.html", context | _about(request, row))


@door(_READ)
def compare(request: SignedInRequest, partnership_id: UUID, kind: str) -> HttpResponse:
    """Compare one's own scalings or self-assessments over time."""
    row = queries.place_of(request.user, partnership_id)
    if kind not in KINDS or not KINDS[kind].compares:
        raise NotVisible
    found = queries.own_of_kind(request.user, row, kind, at=timezone.now())
    said = [(one.sheet.begun_at, one.title, one.answers) for one in found]
    context = {"kind": say(KINDS[kind].name), "chart": compared(KINDS[kind], said)}
    context["readers"] = who_can_read(_OWN)
    return render(request, "development/compare.html", context | _about(request, row))


@door(_READ, methods=("POST",))
def share(request: SignedInRequest, partnership_id: UUID, sheet_id: UUID) -> HttpResponse:
    """Share one's own sheet with the others, or take it back."""
    row = queries.place_of(request.user, partnership_id)
    one = queries.sheet_for(request.user, row, sheet_id)
    shared = request.POST.get("shared") == "yes"
    actions.share_sheet(one, shared=shared, by=request.user, at=timezone.now())
    done = "It is shared. You can take it back." if shared else "Only you can read it now."
    messages.success(request, say(done))
    return redirect("development:sheet", row.pk, one.pk)


def _writable(request: SignedInRequest, partnership_id: UUID) -> Partnership:
    row = queries.place_of(request.user, partnership_id)
    if not may_write_in(request.user, row):
        raise NotVisible
    return row


def _part(
    request: SignedInRequest, row: Partnership, kind: Kind, at_: int, context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    part = kind.parts[at_]
    last = at_ + 1 == len(kind.parts)
    here: dict[str, Any] = {
        "title": say(part.title), "intro": say(part.intro), "kind": say(kind.name),
        "number": at_ + 1, "parts": len(kind.parts), "last": last,
        "before": at_, "adults": [], "theirs": [],
    }  # fmt: skip
    if kind.key == "style":
        here["adults"] = [say(each) for each in ADULTS]
    here |= context | _about(request, row)
    return render(request, "development/sheet_part.html", here, status=status)


def _onward(request: SignedInRequest, row: Partnership, one: Sheet, done: int) -> HttpResponse:
    if done < len(KINDS[one.kind].parts):
        return redirect("development:sheet_part", row.pk, one.pk, done + 1)
    messages.success(request, say("It is saved."))
    return redirect("development:sheet", row.pk, one.pk)


def _shown(found: Opened) -> dict[str, Any]:
    """Give what the page of a sheet shows beside its answers."""
    answers, kind = found.answers, found.kind
    shown: dict[str, Any] = {
        "parts": [
            (n, say(part.title), read_back(part, answers)) for n, part in enumerate(kind.parts, 1)
        ],
        "outcome": bool(answers.get("way")),
        "stance": None, "ways": [], "scale": None,
    }  # fmt: skip
    stance = stance_of(answers) if kind.key == "change" else None
    if stance:
        shown["stance"] = (say(stance[0]), say(stance[1]), [say(each) for each in HELPS])
    if kind.key == "style":
        shown["ways"] = [(say(way), total, most) for way, total, most in sums(answers, WAYS)]
    if kind.key == "oskar" and answers.get("now") is not None:
        shown["scale"] = (answers["now"], answers["next"])
    return shown


def _about(request: SignedInRequest, row: Partnership) -> dict[str, Any]:
    return {"partnership": row, "writes": may_write_in(request.user, row)}
