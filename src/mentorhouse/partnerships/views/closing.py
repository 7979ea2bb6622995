"""The last day of a partnership, a talk before its end, and the way through it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.documents.downloads import KINDS, response
from mentorhouse.languages.saying import say
from mentorhouse.partnerships.actions import continuing, last_day, saying_goodbye, talking
from mentorhouse.partnerships.forms.closing import LastDayForm, StepForm, TalkForm
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.queries import closing as queries
from mentorhouse.partnerships.queries import running_for
from mentorhouse.partnerships.queries.phases import persons_in
from mentorhouse.partnerships.rules import ends_for_all
from mentorhouse.partnerships.rules import farewell as rules
from mentorhouse.partnerships.rules.ending import WELL_ENDED, asks_at_the_end
from mentorhouse.partnerships.rules.last_day import asks_for_one
from mentorhouse.partnerships.states import Ending, PartnershipState
from mentorhouse.partnerships.views.summary import summary_of
from mentorhouse.programmes.relations import today

BOTH = ("GET", "POST")
_C = Capability


@door(_C.MOVE_END, methods=BOTH)
def change_last_day(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """See the last day, propose another, and answer what is proposed (R10.03)."""
    row = running_for(request.user, partnership_id, _C.MOVE_END)
    deed = request.POST.get("deed")
    form = LastDayForm(request.POST if deed == "propose" else None)
    if request.method == "POST":
        done = _propose(request, row, form) if deed == "propose" else _answer(request, row)
        if done:
            return redirect("partnerships:last_day", row.pk)
    proposal = queries.open_proposal(row)
    yeses = queries.said_yes(proposal) if proposal else set()
    return render(
        request,
        "partnerships/last_day.html",
        {
            "partnership": row,
            "programme": row.programme,
            "proposal": proposal,
            "mine": proposal is not None and proposal.by.person_id == request.user.pk,
            "agreed": request.user.pk in yeses,
            "asks_for_one": asks_for_one(row.programme.design),
            "over": row.ends_on is not None and row.ends_on < today(),
            "form": form,
        },
    )


def _propose(request: SignedInRequest, row: Partnership, form: LastDayForm) -> bool:
    if not form.is_valid():
        return False
    day, at = form.cleaned_data["ends_on"], timezone.now()
    try:
        last_day.propose_end(row, day, by=request.user, at=at)
    except NotNow as refusal:
        form.add_error("ends_on", str(refusal))
        return False
    messages.success(request, say("Proposed. The others are asked. It holds once all say yes."))
    return True


def _answer(request: SignedInRequest, row: Partnership) -> bool:
    try:
        proposal = UUID(request.POST.get("proposal", ""))
    except ValueError:
        raise NotVisible from None
    agree = request.POST.get("deed") == "agree"
    try:
        last_day.answer_end(row, proposal, agree=agree, by=request.user, at=timezone.now())
    except NotNow as refusal:
        messages.warning(request, str(refusal))
    else:
        words = say("You have agreed.") if agree else say("Your last day stays as it is.")
        messages.success(request, words)
    return True


@door(_C.ASK_FOR_TALK, methods=BOTH)
def talk(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Ask the programme for a talk, or take the wish back (R10.06)."""
    row = running_for(request.user, partnership_id, _C.ASK_FOR_TALK)
    at = timezone.now()
    if request.POST.get("deed") == "withdraw":
        talking.withdraw_talk(row, by=request.user, at=at)
        messages.success(request, say("You have taken your wish for a talk back."))
        return redirect("partnerships:talk", row.pk)
    form = TalkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        both = form.cleaned_data["with_both"]
        talking.ask_for_talk(row, with_both=both, by=request.user, at=at)
        messages.success(request, say("Your co-ordinator is asked to get in touch with you."))
        return redirect("partnerships:talk", row.pk)
    page = {"partnership": row, "form": form, "wish": queries.own_talk(request.user, row)}
    page["may_end"] = ends_for_all(row.shape)
    return render(request, "partnerships/talk.html", page)


@door(_C.SAY_GOODBYE, methods=BOTH)
def goodbye(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Lead through the planned end, step by step, to the goodbye (R10.04)."""
    row = queries.goodbye_for(request.user, partnership_id)
    if row.state == PartnershipState.ENDED:
        return redirect("partnerships:ending", row.pk)
    if request.method == "POST":
        row = saying_goodbye.say_goodbye(row, by=request.user, at=timezone.now())
        messages.success(request, say("You have said goodbye."))
        return redirect("partnerships:goodbye", row.pk)
    written = queries.written_boxes(request.user, row)
    said = queries.who_said_goodbye(row)
    return render(
        request,
        "partnerships/goodbye.html",
        {
            "partnership": row,
            "programme": row.programme,
            "steps": [
                (step, rules.is_private(step), bool({*step.boxes} & written))
                for step in rules.STEPS
            ],
            "i_said": request.user.pk in said,
            "standing": [(p.name, pk in said, pk == request.user.pk) for pk, p in _people(row)],
            "evaluates": asks_at_the_end(row.programme.design),
        },
    )


@door(_C.SAY_GOODBYE, methods=BOTH)
def goodbye_step(request: SignedInRequest, partnership_id: UUID, step: str) -> HttpResponse:
    """Write the boxes of one step; every one may stay empty."""
    row = running_for(request.user, partnership_id, _C.SAY_GOODBYE)
    if step not in rules.BY_KEY:
        raise NotVisible
    shown, at = rules.BY_KEY[step], timezone.now()
    words = queries.own_farewell(request.user, row, at=at) if request.method == "GET" else {}
    form = StepForm(shown, request.POST or None, words=words)
    if request.method == "POST" and form.is_valid():
        try:
            saying_goodbye.write_farewell(row, form.cleaned_data, by=request.user, at=at)
        except NotNow as refusal:
            messages.warning(request, str(refusal))
            return redirect("partnerships:goodbye", row.pk)
        if following := rules.after(step):
            return redirect("partnerships:goodbye_step", row.pk, following)
        return redirect("partnerships:goodbye", row.pk)
    place = [one.key for one in rules.STEPS].index(step) + 1
    page = {"partnership": row, "step": shown, "place": place, "all": len(rules.STEPS)}
    page |= {"form": form, "private": rules.is_private(shown)}
    return render(request, "partnerships/goodbye_step.html", page)


@door(_C.SAY_GOODBYE)
def summary(request: SignedInRequest, partnership_id: UUID, kind: str) -> HttpResponse:
    """Hand out one's own summary of the partnership, for Word or as an accessible PDF."""
    row = queries.goodbye_for(request.user, partnership_id)
    if kind not in KINDS:
        raise NotVisible
    at = timezone.now()
    own = queries.own_farewell(request.user, row, at=at)
    told = queries.told_by_others(request.user, row, at=at)
    return response(summary_of(row, own, told, on=timezone.localdate(at)), kind)


@door(_C.CONTINUE_PARTNERSHIP, methods=BOTH)
def go_on(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Go on after a good end with a new agreement, when all who were in it wish it (R10.07)."""
    row = queries.goodbye_for(request.user, partnership_id)
    if row.state != PartnershipState.ENDED or Ending(row.ending) not in WELL_ENDED:
        raise NotVisible
    if made := queries.followed_by(row):
        return redirect("home:partnership", made.pk)
    if request.method == "POST":
        return _go_on(request, row, timezone.now())
    wishes = queries.has_wished_to_go_on(request.user, row)
    page: dict[str, Any] = {"partnership": row, "programme": row.programme}
    page |= {"i_wish": request.user.pk in wishes, "wishes": wishes - {request.user.pk}}
    page["people"] = [(p.name, pk in wishes) for pk, p in _people(row) if pk != request.user.pk]
    return render(request, "partnerships/go_on.html", page)


def _go_on(request: SignedInRequest, row: Partnership, at: datetime) -> HttpResponse:
    try:
        made = continuing.go_on_together(row, by=request.user, at=at)
    except NotNow as refusal:
        messages.warning(request, str(refusal))
        return redirect("partnerships:go_on", row.pk)
    if made is None:
        messages.success(request, say("Noted. The others are asked."))
        return redirect("partnerships:go_on", row.pk)
    messages.success(request, say("You go on together. Begin with a new agreement."))
    return redirect("home:partnership", made.pk)


def _people(row: Partnership) -> list[tuple[Any, Any]]:
    return list(persons_in(row).items())
