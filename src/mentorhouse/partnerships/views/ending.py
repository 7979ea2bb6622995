"""Ending a partnership, asking for another partner, and what a co-ordinator decides (R5.13)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.design.paging import page_of
from mentorhouse.languages.saying import say
from mentorhouse.partnerships import actions, queries, rules
from mentorhouse.partnerships.forms.ending import DecideForm, EndForm
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.queries.closing import followed_by, told_by_others
from mentorhouse.partnerships.rules import farewell
from mentorhouse.partnerships.rules.ending import WELL_ENDED
from mentorhouse.partnerships.states import Ending, PartnershipState
from mentorhouse.programmes.queries import programme_for
from mentorhouse.programmes.relations import today

BOTH = ("GET", "POST")
_C = Capability


@door(_C.END_PARTNERSHIP, methods=BOTH)
def ending(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """End a partnership; afterwards, see that it has ended and what comes next."""
    row = queries.ending_for(request.user, partnership_id)
    if row.state == PartnershipState.ENDED:
        page = _standing(request, row) | _afterwards(request, row)
        return render(request, "partnerships/ended.html", page)
    asks = rules.coordinator_decides(row.programme.design)
    form = EndForm(request.POST or None, asks_rematch=asks)
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data.get("rematch", False)
        try:
            actions.end(row, form.ending, rematch=wanted, by=request.user, at=timezone.now())
        except NotNow as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, say("Your partnership has ended. Nobody asks why."))
        return redirect("partnerships:ending", row.pk)
    return render(request, "partnerships/end.html", _standing(request, row) | {"form": form})


@door(_C.END_PARTNERSHIP, methods=BOTH)
def rematch(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Ask for another partner, or take the wish back. No reason is asked."""
    row = queries.ending_for(request.user, partnership_id)
    if not rules.has_rematch(row.programme.design) or not rules.ends_for_all(row.shape):
        raise NotVisible
    if request.method == "GET":
        return render(request, "partnerships/rematch.html", _standing(request, row))
    at = timezone.now()
    if request.POST.get("deed") == "withdraw":
        actions.withdraw_rematch(row, by=request.user, at=at)
        messages.success(request, say("You have taken your wish back. Nobody else was told of it."))
        return redirect("partnerships:rematch", row.pk)
    try:
        row = actions.ask_rematch(row, by=request.user, at=at)
    except NotNow as refusal:
        messages.warning(request, str(refusal))
    if row.state == PartnershipState.ENDED:
        return redirect("partnerships:ending", row.pk)
    return redirect("partnerships:rematch", row.pk)


@door(_C.RUN_MATCHING)
def rematches(request: SignedInRequest, programme_id: UUID) -> HttpResponse:
    """See where a rematch is wanted, and which partnerships have ended."""
    programme = programme_for(request.user, programme_id, _C.RUN_MATCHING)
    ended = page_of(queries.ended_in(request.user, programme), request)
    return render(
        request,
        "partnerships/rematches.html",
        {
            "programme": programme,
            "wanted": queries.rematches_in(request.user, programme),
            "page": ended,
            "endings": rules.ENDINGS,
            "today": today(),
        },
    )


@door(_C.DECIDE_REMATCH, methods=BOTH)
def decide(request: SignedInRequest, programme_id: UUID, partnership_id: UUID) -> HttpResponse:
    """Decide what becomes of a wish for another partner."""
    programme = programme_for(request.user, programme_id, _C.RUN_MATCHING)
    try:
        row = queries.rematch_for(request.user, programme, partnership_id)
    except NotNow as refusal:
        messages.warning(request, str(refusal))
        return redirect("partnerships:rematches", programme.pk)
    over = row.state == PartnershipState.ENDED
    form = DecideForm(request.POST or None, answers=rules.AFTER_THE_END if over else rules.ANSWERS)
    if request.method == "POST" and form.is_valid():
        try:
            actions.decide_rematch(row, form.decided, by=request.user, at=timezone.now())
        except NotNow as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, say("Decided. Whom it concerns has an e-mail."))
        return redirect("partnerships:rematches", programme.pk)
    page = {"programme": programme, "row": row, "form": form, "over": over}
    return render(request, "partnerships/decide.html", page)


def _afterwards(request: SignedInRequest, row: Partnership) -> dict[str, object]:
    """Return what the others told at the end, and whether the two may go on anew."""
    told = told_by_others(request.user, row, at=timezone.now())
    return {
        "told": [(one.person.name, farewell.read_out(one.texts)) for one in told],
        "may_go_on": Ending(row.ending) in WELL_ENDED,
        "following": followed_by(row) if row.ending == Ending.CHANGED else None,
    }


def _standing(request: SignedInRequest, row: Partnership) -> dict[str, object]:
    """Return what one of the pair sees of the end and of a rematch."""
    design = row.programme.design
    members = row.members.all()
    mine = min((m for m in members if m.participation.person_id == request.user.pk),
               key=lambda m: m.role)  # fmt: skip
    others = queries.others_in(members, request.user.pk)
    return {
        "partnership": row,
        "programme": row.programme,
        "mine": mine,
        "others": ", ".join(each.participation.person.name for each in others),
        "wish": queries.own_wish(request.user, row),
        "has_rematch": rules.has_rematch(design) and rules.ends_for_all(row.shape),
        "coordinator_decides": rules.coordinator_decides(design),
    }
