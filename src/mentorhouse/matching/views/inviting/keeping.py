"""A mentor's times for first talks, and what a co-ordinator may know of talks: how many."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.languages.saying import say, say_many
from mentorhouse.matching.actions import inviting as deeds
from mentorhouse.matching.forms.inviting import OfferForm
from mentorhouse.matching.queries.inviting import talks as queries
from mentorhouse.matching.queries.inviting import times as reads


@door(Capability.OFFER_TIMES, methods=("GET", "POST"))
def times(request: SignedInRequest, participation_id: UUID) -> HttpResponse:
    """See and offer times at which one is free for first talks."""
    at, zone = timezone.now(), timezone.get_current_timezone_name()
    part = queries.own_part(request.user, participation_id)
    if not reads.is_offered_here(part):
        raise NotVisible
    form = OfferForm(request.POST if request.method == "POST" else None, zone=zone, at=at)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            new = deeds.offer_times(
                part, form.starts, way=said["way"], joining=said["joining"], by=request.user, at=at
            )
        except NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            words = ("{count} new time is offered.", "{count} new times are offered.")
            messages.success(request, say_many(*words, new))
            return redirect("matching:times", part.pk)
    return render(
        request,
        "matching/times.html",
        {
            "part": part,
            "programme": part.programme,
            "form": form,
            "offered": reads.own_times(request.user, part, at=at),
            "minutes": reads.minutes_of(part.programme.design),
            "rows": range(1, OfferForm.rows + 1),
            "zone": zone,
        },
    )


@door(Capability.OFFER_TIMES, methods=("POST",))
def take_back(request: SignedInRequest, participation_id: UUID, time_id: UUID) -> HttpResponse:
    """Take a time back that nobody has booked."""
    part = queries.own_part(request.user, participation_id)
    time = reads.own_time(request.user, part, time_id)
    try:
        deeds.take_time_back(time, by=request.user, at=timezone.now())
    except NotNow as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, say("This time is no longer offered."))
    return redirect("matching:times", part.pk)


@door(Capability.COUNT_TALKS)
def counts(request: SignedInRequest, programme_id: UUID) -> HttpResponse:
    """See how many first talks stand where; no names, no texts, no ratings."""
    found = queries.counts_for(request.user, programme_id)
    return render(
        request, "matching/talk_counts.html", {"counts": found, "programme": found.programme}
    )
