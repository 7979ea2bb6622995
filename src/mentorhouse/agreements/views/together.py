"""Pages on which a pair chooses ground rules, looks at the agreement again, confirms the code."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.states import NotNow
from mentorhouse.agreements import actions, queries
from mentorhouse.agreements.actions import looking
from mentorhouse.agreements.actions.ethics import OtherWords, confirm_code
from mentorhouse.agreements.forms import CodeForm, DayForm, RulesForm, texts_of
from mentorhouse.agreements.models import Agreement
from mentorhouse.agreements.queries import ethics as codes
from mentorhouse.agreements.queries import looking as looks
from mentorhouse.agreements.rules.ethics import digest_of_code
from mentorhouse.agreements.rules.library import GROUND_RULES, by_theme, chosen_in
from mentorhouse.agreements.states import LookState
from mentorhouse.design.two_writers import ChangedMeanwhile
from mentorhouse.languages.saying import say
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.relations import conditional_readers
from mentorhouse.programmes.relations import day_of

CONFLICT = 409


@door(Capability.WRITE_AGREEMENT, methods=("GET", "POST"))
def ground_rules(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Choose ground rules from the library, and write one's own: a new version (R6.08)."""
    at = timezone.now()
    row = queries.agreement_for(request.user, partnership_id, Capability.WRITE_AGREEMENT)
    reading = queries.read_version(request.user, row, row.newest, at=at)
    texts = texts_of(reading)
    form = _rules_form(request, row, texts.get(GROUND_RULES, ""), reading.number)
    if request.method == "GET" or not form.is_valid():
        return _choosing(request, row, form)
    clause, based_on = form.clause(), form.cleaned_data["revision"]
    if clause == texts.get(GROUND_RULES, "") and based_on == row.newest:
        messages.info(request, say("You changed nothing, so there is no new version."))
        return redirect("agreements:agreement", partnership_id)
    try:
        actions.write(
            row, texts | {GROUND_RULES: clause}, based_on=based_on, by=request.user, at=at
        )
    except ChangedMeanwhile as refusal:
        data = request.POST.copy()
        data["revision"] = str(row.newest)
        form = _rules_form(request, row, texts.get(GROUND_RULES, ""), row.newest, data)
        theirs = texts.get(GROUND_RULES, "")
        return _choosing(request, row, form, refusal=str(refusal), theirs=theirs, status=CONFLICT)
    messages.success(request, say("Saved as a new version, with your ground rules."))
    return redirect("agreements:agreement", partnership_id)


@door(Capability.LOOK_AGAIN, methods=("GET", "POST"))
def look(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Look at the agreement again: ask for it, find it still right, or go and change it."""
    at = timezone.now()
    row = queries.agreement_for(request.user, partnership_id, Capability.LOOK_AGAIN)
    if request.method == "POST":
        try:
            _look(request, row)
        except NotNow as refusal:
            messages.info(request, str(refusal))
        return redirect("agreements:look", partnership_id)
    opened = looks.open_look(row)
    page = {
        "agreement": row,
        "look": opened,
        "said": looks.still_right(opened) if opened else set(),
        "last": looks.last_look(row),
        "day": looks.day_to_look(row),
        "reading": queries.read_version(request.user, row, row.newest, at=at),
    }
    return render(request, "agreements/look.html", page)


@door(Capability.LOOK_AGAIN, methods=("GET", "POST"))
def look_day(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Set the day on which all look at the agreement again."""
    at = timezone.now()
    row = queries.agreement_for(request.user, partnership_id, Capability.LOOK_AGAIN)
    form = DayForm(request.POST or None, today=day_of(at), initial={"day": row.look_on})
    if request.method == "POST" and form.is_valid():
        looking.set_day(row, form.cleaned_data["day"], by=request.user, at=at)
        messages.success(request, say("The day is set for all of you."))
        return redirect("agreements:look", partnership_id)
    return render(request, "agreements/look_day.html", {"agreement": row, "form": form})


@door(Capability.CONFIRM_CODE, methods=("GET", "POST"))
def code(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Read the code of ethics, and confirm that it was talked through (R6.15)."""
    partnership = codes.partnership_with_code(request.user, partnership_id)
    form = CodeForm(request.POST or None)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        digest = form.cleaned_data["digest"]
        try:
            confirm_code(partnership, digest=digest, by=request.user, at=timezone.now())
        except OtherWords as found:
            refusal, form = str(found), CodeForm()
        else:
            messages.success(request, say("Thank you. You have confirmed it."))
            return redirect("agreements:code", partnership_id)
    return _reading_code(request, partnership, form, refusal=refusal)


def _reading_code(
    request: SignedInRequest, partnership: Partnership, form: CodeForm, *, refusal: str
) -> HttpResponse:
    kept = partnership.programme.design.agreement.ethics
    digest = digest_of_code(kept.title, kept.words)
    form.initial["digest"] = digest
    confirmed = codes.confirmed(partnership)
    mine = [one for one in confirmed if one.person_id == request.user.pk]
    page = {
        "partnership": partnership,
        "code": partnership.programme.design_as_read.agreement.ethics,
        "confirmed": confirmed,
        "confirmed_by_me": any(one.code.digest == digest for one in mine),
        "digest": digest,
        "people": queries.people_in(partnership.pk),
        "form": form,
        "refusal": refusal,
    }
    status = CONFLICT if refusal else 200
    return render(request, "agreements/code.html", page, status=status)


def _look(request: SignedInRequest, row: Agreement) -> None:
    at = timezone.now()
    if "ask" in request.POST:
        looking.ask_to_look(row, by=request.user, at=at)
        messages.success(request, say("We have told the others that you would like to look at it."))
    elif looking.find_right(row, by=request.user, at=at) is LookState.KEPT:
        messages.success(request, say("All of you find it still right. It stays as it is."))
    else:
        messages.success(request, say("Noted. It stays as it is once the others say so, too."))


def _rules_form(
    request: SignedInRequest, row: Agreement, text: str, revision: int,
    data: Mapping[str, Any] | None = None,
) -> RulesForm:  # fmt: skip
    design = row.partnership.programme.design_as_read.agreement
    themes = by_theme([rule.text for rule in design.ground_rules])
    chosen = chosen_in(text, [rule for _, rules in themes for rule in rules])
    return RulesForm(
        themes,
        data or request.POST or None,
        chosen=chosen.listed,
        own=chosen.own,
        revision=revision,
        holding=conditional_readers(row.partnership),
    )


def _choosing(
    request: SignedInRequest, row: Agreement, form: RulesForm, *, refusal: str = "",
    theirs: str = "", status: int = 200,
) -> HttpResponse:  # fmt: skip
    page = {"agreement": row, "form": form, "refusal": refusal, "theirs": theirs}
    return render(request, "agreements/ground_rules.html", page, status=status)
