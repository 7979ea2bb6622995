"""Pages of an emergency opening: asked for by one, decided by a second, seen by the pair."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import may, require
from mentorhouse.access.states import NotNow
from mentorhouse.accounts.queries import may_prove, proved_at
from mentorhouse.concerns.actions import openings as actions
from mentorhouse.concerns.forms.openings import KIND_WORDS, AskToOpenForm
from mentorhouse.concerns.queries import openings as queries
from mentorhouse.concerns.queries.speaking import concern_for
from mentorhouse.concerns.rules import is_fresh, is_open
from mentorhouse.design.paging import page_of
from mentorhouse.programmes.queries import programme_for


def signs_in_first(request: SignedInRequest) -> HttpResponseBase | None:
    """Lead somebody who has not proved within minutes who they are to do so, then back here."""
    if is_fresh(proved_at(request, request.user), at=timezone.now()):
        return None
    if not may_prove(request.user):
        messages.error(request, _("For this you need a password. Set one, then come back."))
        return redirect("account_set_password")
    next_page = urlencode({"next": request.path})
    return redirect(f"{reverse('account_reauthenticate')}?{next_page}")


@door(Capability.ASK_OPENING, methods=("GET", "POST"))
def ask(request: SignedInRequest, concern_id: UUID) -> HttpResponseBase:
    """Ask to open what a pair wrote."""
    row = concern_for(request.user, concern_id)
    require(request.user, Capability.ASK_OPENING, row)
    if away := signs_in_first(request):
        return away
    near = queries.partnerships_near(request.user, row)
    pairs = [
        (str(one.pk), ", ".join(each.participation.person.name for each in one.members.all()))
        for one in near
    ]
    form = AskToOpenForm(request.POST or None, partnerships=pairs)
    if request.method == "POST" and form.is_valid():
        said, at = form.cleaned_data, timezone.now()
        scope = actions.Scope(
            UUID(said["partnership"]), said["kinds"], said["days"], said["reason"],
            said["delay"], said["why_later"],
        )  # fmt: skip
        proved = proved_at(request, request.user)
        try:
            asked = actions.ask(
                row, scope, proved=proved, once=said["once"], by=request.user, at=at
            )
        except NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Asked. Nothing opens before a second person agrees."))
            return redirect("concerns:opening", asked.pk)
    shown = {"programme": row.programme, "row": row, "form": form, "pairs": pairs}
    return render(request, "concerns/ask_to_open.html", shown)


@door(Capability.SEE_OPENINGS)
def openings(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """List the openings that the viewer asked for or may decide about."""
    row = programme_for(request.user, programme_id, Capability.SEE_OPENINGS)
    page = page_of(queries.openings_in(request.user, row), request)
    return render(request, "concerns/openings.html", {"programme": row, "page": page})


@door(Capability.READ_OPENING)
def opening(request: SignedInRequest, opening_id: UUID) -> HttpResponseBase:
    """Show what was asked for and why, who decided, and each look."""
    row, at = queries.opening_for(request.user, opening_id), timezone.now()
    shown = {
        "programme": row.programme,
        "row": row,
        "why": queries.why_of(request.user, row, at=at),
        "looks": queries.looks_of(request.user, row, at=at),
        "names": [each.participation.person.name for each in row.partnership.members.all()],
        "kinds": KIND_WORDS,
        "decides": may(request.user, Capability.DECIDE_OPENING, row),
        "reads": may(request.user, Capability.USE_OPENING, row),
        "is_open": is_open(row.state, row.until, at=at),
    }
    return render(request, "concerns/opening.html", shown)


@door(Capability.DECIDE_OPENING, methods=("GET", "POST"))
def decide(request: SignedInRequest, opening_id: UUID) -> HttpResponseBase:
    """Agree as the second person, or refuse."""
    row = queries.opening_for(request.user, opening_id, Capability.DECIDE_OPENING)
    if away := signs_in_first(request):
        return away
    if request.method == "GET":
        return render(request, "concerns/decide.html", {"programme": row.programme, "row": row})
    agree = request.POST.get("agree") == "yes"
    proved, at = proved_at(request, request.user), timezone.now()
    try:
        actions.decide(row, agree=agree, proved=proved, by=request.user, at=at)
    except NotNow as refusal:
        messages.error(request, str(refusal))
    else:
        done = _("Agreed. It is open now, and ends by itself.")
        messages.success(request, done if agree else _("Refused. Nothing was opened."))
    return redirect("concerns:opening", row.pk)


@door(Capability.READ_OPENING, methods=("POST",))
def end(request: SignedInRequest, opening_id: UUID) -> HttpResponseBase:
    """End it before its time is over."""
    row = queries.opening_for(request.user, opening_id)
    actions.end(row, by=request.user, at=timezone.now())
    messages.success(request, _("Ended. Nobody can read with it any more."))
    return redirect("concerns:opening", row.pk)


@door(Capability.SEE_OWN_OPENINGS)
def own(request: SignedInRequest, partnership_id: UUID) -> HttpResponseBase:
    """Show a pair who opened in an emergency what they wrote."""
    partnership, rows = queries.own_openings(request.user, partnership_id)
    shown = {"programme": partnership.programme, "rows": rows, "kinds": KIND_WORDS}
    return render(request, "concerns/own_openings.html", shown | {"row": partnership})
