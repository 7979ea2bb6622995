"""One's own profile and identity data. There are no pages about others here."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.languages.saying import say
from mentorhouse.people import actions, queries
from mentorhouse.people.forms import IdentityForm, ProfileForm
from mentorhouse.people.models import IdentityAnswer, Person
from mentorhouse.people.rules import WAYS, listed

BOTH = ("GET", "POST")


@door(Capability.READ_OWN_PROFILE)
def profile(request: SignedInRequest) -> HttpResponseBase:
    """Show one's own profile; someone without one writes it first."""
    if not queries.has_profile(request.user):
        return redirect("people:edit")
    person = queries.own_profile(request.user)
    page = {
        "person": person,
        "ways": _ways_in_words(person.ways),
        "consent": queries.consent_of(request.user),
        "words": queries.words_of(person.pk),
        "published": queries.own_published(request.user, person),
        "draft": queries.own_draft(request.user, person),
        "evidence": queries.own_evidence(request.user),
        "pause": queries.pause_of(person.pk, on=timezone.localdate()),
        "has_adjustments": queries.has_adjustments(person.pk),
        "keeps_words": queries.may_keep_vocabulary(request.user),
    }
    return render(request, "people/profile.html", page)


@door(Capability.EDIT_OWN_PROFILE, methods=BOTH)
def edit(request: SignedInRequest) -> HttpResponseBase:
    """Write one's own profile."""
    known = queries.has_profile(request.user)
    person = queries.own_profile(request.user) if known else Person(user=request.user)
    initial = ProfileForm.shown(person) if known else queries.told_of(request.user)
    form = ProfileForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        # A first profile takes what was filled in in advance, too.
        names = form.changed_data if known else [n for n in form.fields if form.cleaned_data[n]]
        changed = {name: form.cleaned_data[name] for name in names}
        if changed or not known:
            actions.change_profile(person, changed, by=request.user, at=timezone.now())
        messages.success(request, _("Your profile is saved."))
        return redirect("people:profile")
    return render(request, "people/edit.html", {"form": form, "known": known})


@door(Capability.READ_IDENTITY)
def identity(request: SignedInRequest) -> HttpResponseBase:
    """Show what is kept in private, who uses it, and the ways to change or withdraw it."""
    queries.own_profile(request.user)
    consent = queries.consent_of(request.user)
    answers = queries.own_identity(request.user, at=timezone.now()) if consent else {}
    page = {
        "consent": consent,
        "answers": [(kind.label, _said(kind, answers[kind])) for kind in answers],
        "own": consent is not None and consent.declared_by_id == request.user.pk,
    }
    return render(request, "people/identity.html", page)


@door(Capability.READ_IDENTITY, methods=BOTH)
def give_identity(request: SignedInRequest) -> HttpResponseBase:
    """Give consent and answers oneself, or change them."""
    person = queries.own_profile(request.user)
    at = timezone.now()
    if request.method == "POST":
        form = IdentityForm(request.POST)
        if form.is_valid():
            actions.give_identity(person, form.answers, by=request.user, at=at)
            messages.success(request, _("Your answers are kept, sealed."))
            return redirect("people:identity")
    else:
        known = queries.own_identity(request.user, at=at)
        form = IdentityForm(initial=IdentityForm.shown(known))
    return render(request, "people/give_identity.html", {"form": form})


@door(Capability.WITHDRAW_IDENTITY, methods=BOTH)
def withdraw_identity(request: SignedInRequest) -> HttpResponseBase:
    """Ask once, then withdraw consent and delete the answers."""
    person = queries.own_profile(request.user)
    if request.method == "POST":
        actions.withdraw_identity(person, by=request.user, at=timezone.now())
        messages.success(request, _("Your consent is withdrawn and your answers are deleted."))
        return redirect("people:identity")
    return render(request, "people/withdraw_identity.html", {})


def _said(kind: IdentityAnswer.Kind, text: str) -> str:
    """Return an answer as its owner reads it: ways in words, everything else as written."""
    if kind is not IdentityAnswer.Kind.WANTS_WAY:
        return text
    return _ways_in_words(text)


def _ways_in_words(text: str) -> str:
    return ", ".join(say(WAYS[way]) for way in listed(text) if way in WAYS)
