"""One's own biography, its preview, and the card of a mentor that others read (R1.04)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.states import NotNow
from mentorhouse.people import actions, queries
from mentorhouse.people.forms import BiographyForm, Versioned

BOTH = ("GET", "POST")


@door(Capability.EDIT_OWN_PROFILE, methods=BOTH)
def write(request: SignedInRequest) -> HttpResponseBase:
    """Write the draft. Nobody else sees it."""
    person = queries.own_profile(request.user)
    draft = queries.own_draft(request.user, person)
    shown = BiographyForm.shown(draft, person)
    form = BiographyForm(request.POST or None, initial=shown)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            actions.write_biography(
                person, form.told, version=version, by=request.user, at=timezone.now()
            )
        except NotNow as refusal:
            form.refused(refusal, version=draft.version if draft else 0)
        else:
            messages.success(request, _("Your draft is saved. Look at it before you publish it."))
            return redirect("people:preview")
    page = {"form": form, "person": person, "vocabulary": queries.vocabulary().names}
    return render(request, "people/write_biography.html", page)


@door(Capability.EDIT_OWN_PROFILE, methods=BOTH)
def preview(request: SignedInRequest) -> HttpResponseBase:
    """Show the draft as mentees will read it, and publish it."""
    person = queries.own_profile(request.user)
    card = queries.preview(request.user, person)  # who has written nothing has nothing to publish
    if request.method == "POST":
        form = Versioned(request.POST)
        version = form.cleaned_data["version"] if form.is_valid() else -1
        try:
            actions.publish_biography(person, version=version, by=request.user, at=timezone.now())
        except NotNow as refusal:
            messages.error(request, str(refusal))
            return redirect("people:preview")
        messages.success(request, _("Your biography is published."))
        return redirect("people:profile")
    published = queries.own_published(request.user, person)
    same = published is not None and published.version == card.biography.version
    return render(
        request, "people/preview.html", {"card": card, "published": published, "same": same}
    )


@door(Capability.EDIT_OWN_PROFILE, methods=("POST",))
def take_back(request: SignedInRequest) -> HttpResponseBase:
    """Let nobody read the published biography any more."""
    person = queries.own_profile(request.user)
    actions.take_biography_back(person, by=request.user, at=timezone.now())
    messages.success(request, _("Nobody reads your biography any more. Your draft is kept."))
    return redirect("people:profile")


@door(Capability.READ_BIOGRAPHY)
def card(request: SignedInRequest, person_id: UUID) -> HttpResponseBase:
    """Show a mentor as they publish themselves."""
    found = queries.card_of(request.user, person_id)
    actions.note_reading(found.person, by=request.user, at=timezone.now())
    return render(request, "people/card.html", {"card": found})
