"""What one likes and wants to develop; what helps to meet; a pause (R1.05, R1.06, R1.08)."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.people import actions, queries
from mentorhouse.people.forms import AdjustmentsForm, InterestsForm, PauseForm

BOTH = ("GET", "POST")


@door(Capability.EDIT_OWN_PROFILE, methods=BOTH)
def interests(request: SignedInRequest) -> HttpResponseBase:
    """Say what one is interested in and wants to develop."""
    person = queries.own_profile(request.user)
    known = queries.words_of(person.pk)
    initial = {"developing": known["developing"], "interests": known["interest"]}
    form = InterestsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.keep_words(person, form.words, by=request.user, at=timezone.now())
        messages.success(request, _("Your words are saved."))
        return redirect("people:profile")
    page = {"form": form, "vocabulary": queries.vocabulary().names}
    return render(request, "people/interests.html", page)


@door(Capability.READ_ADJUSTMENTS, methods=BOTH)
def adjustments(request: SignedInRequest) -> HttpResponseBase:
    """Say what helps one to meet; shared only with whom one chooses."""
    person = queries.own_profile(request.user)
    at = timezone.now()
    if request.method == "POST":
        form = AdjustmentsForm(request.POST)
        if form.is_valid():
            actions.keep_adjustments(person, form.needs, by=request.user, at=at)
            messages.success(
                request,
                _("It is kept, sealed. You choose on each partnership’s page who reads it."),
            )
            return redirect("people:profile")
    else:
        known = queries.own_adjustments(request.user, at=at)
        form = AdjustmentsForm(initial={"helps": list(known.helps), "words": known.words})
    page = {"form": form, "known": queries.has_adjustments(person.pk)}
    return render(request, "people/adjustments.html", page)


@door(Capability.READ_ADJUSTMENTS, methods=("POST",))
def delete_adjustments(request: SignedInRequest) -> HttpResponseBase:
    """Delete it, and take it back from everybody."""
    person = queries.own_profile(request.user)
    actions.delete_adjustments(person, by=request.user, at=timezone.now())
    messages.success(request, _("What helps you to meet is deleted. Nobody reads it any more."))
    return redirect("people:profile")


@door(Capability.EDIT_OWN_PROFILE, methods=BOTH)
def pause(request: SignedInRequest) -> HttpResponseBase:
    """Pause with a day of return, or change the pause."""
    person = queries.own_profile(request.user)
    today = timezone.localdate()
    known = queries.pause_of(person.pk, on=today)
    initial = (
        {"reason": known.reason, "since": known.since, "returns_on": known.returns_on}
        if known
        else {"since": today}
    )
    form = PauseForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.pause(person, form.said, by=request.user, at=timezone.now())
        messages.success(request, _("Your pause is noted. Your partnerships go on."))
        return redirect("people:profile")
    return render(request, "people/pause.html", {"form": form, "known": known})


@door(Capability.EDIT_OWN_PROFILE, methods=("POST",))
def come_back(request: SignedInRequest) -> HttpResponseBase:
    """Come back before the day."""
    person = queries.own_profile(request.user)
    actions.come_back(person, on=timezone.localdate(), by=request.user, at=timezone.now())
    messages.success(request, _("Welcome back. You can be found again."))
    return redirect("people:profile")
