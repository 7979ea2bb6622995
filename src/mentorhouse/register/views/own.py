"""A mentor’s own place on the register: how they stand, what is missing, what they keep there."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.readers import who_can_read
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow, possible
from mentorhouse.design.paging import page_of
from mentorhouse.people.queries import consent_of
from mentorhouse.programmes.actions import set_own_capacity
from mentorhouse.programmes.models import Participation
from mentorhouse.programmes.queries import participation_for
from mentorhouse.programmes.relations import today
from mentorhouse.register import actions, forms
from mentorhouse.register.queries import entry_of, standing_of
from mentorhouse.register.queries import renewal as reads
from mentorhouse.register.queries.standing import missing_for_mentee
from mentorhouse.register.rules.admission import BY_THE_RULE
from mentorhouse.register.rules.renewal import YEAR, hours_in_words, may_renew, unmet
from mentorhouse.register.rules.standing import Facts, supervision_due
from mentorhouse.register.states import ENTRY, EntryMove, EntryState, Kind, Ready
from mentorhouse.register.views.ways import renewed_until, ways

BOTH = ("GET", "POST")


@door(Capability.KEEP_OWN_ENTRY)
def mine(request: SignedInRequest, participation_id: UUID) -> HttpResponseBase:
    """Say how one stands, why, and what to do about it."""
    part = _own(request, participation_id)
    if part.role == Participation.Role.MENTEE:
        missing = ways(missing_for_mentee(part, at=timezone.now()), part)
        return render(request, "register/before.html", {"part": part, "missing": missing})
    return render(request, "register/mine.html", _mine(part))


def _mine(part: Participation) -> dict[str, Any]:
    at, row, design = timezone.now(), entry_of(part), part.programme.design
    stands = standing_of(part, at=at)
    facts = Facts(admitted_on=row.admitted_on, supervised_on=row.supervised_on)
    conditions = reads.conditions_of(row, at=at)
    by_rule = design.mentors.approval in BY_THE_RULE
    renews = row.state == EntryState.ADMITTED and not may_renew(row.renew_by, on=today())
    minutes = reads.minutes_between(part.person_id, today() - YEAR, today())
    return {
        "part": part,
        "programme": part.programme,
        "entry": row,
        "standing": stands,
        "missing": ways(stands.reasons, part),
        "supervision": supervision_due(design, facts) if row.admitted_on else None,
        "conditions": conditions,
        "renews": renews,
        "may_press": renews and by_rule and not unmet(conditions),
        "by_rule": by_rule,
        "code": reads.code_in_force(part.programme),
        "accepted": reads.accepted_code(part),
        "readiness": reads.readiness_of(part),
        "hours": hours_in_words(minutes),
        "asked_hours": design.recognition.mentor_hours_a_year,
        "may_leave": EntryMove.WITHDRAW in possible(ENTRY, EntryState(row.state)),
        "readers": who_can_read(Capability.READ_REGISTER_ENTRY),
    }


@door(Capability.KEEP_OWN_ENTRY, methods=BOTH)
def code(request: SignedInRequest, participation_id: UUID) -> HttpResponseBase:
    """Read the code of ethics and accept this version (R4.10)."""
    part = _own(request, participation_id)
    shown = reads.code_in_force(part.programme)
    if shown is None:
        raise NotVisible
    if request.method == "POST":
        number = request.POST.get("number", "")
        try:
            actions.accept_code(
                part, number=int(number) if number.isdecimal() else 0,
                by=request.user, at=timezone.now(),
            )  # fmt: skip
        except NotNow as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Thank you. The version and the day are recorded."))
        return redirect("register:code", part.pk)
    page = {
        "part": part,
        "code": shown,
        "accepted": reads.accepted_code(part),
        "earlier": reads.acceptances_of(part),
        "readers": who_can_read(Capability.READ_REGISTER_ENTRY),
    }
    return render(request, "register/code.html", page)


@door(Capability.KEEP_OWN_ENTRY, methods=BOTH)
def readiness(request: SignedInRequest, participation_id: UUID) -> HttpResponseBase:
    """Say when one is ready, and what one hopes to learn (R4.13)."""
    part = _mentor(request, participation_id)
    said, at = reads.readiness_of(part), timezone.now()
    initial = {}
    if said is not None:
        hopes = reads.read_hopes(request.user, said, at=at)
        initial = {"ready": said.ready, "ready_from": said.ready_from, "hopes": hopes}
    form = forms.ReadyForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        actions.say_ready(
            part, Ready(told["ready"]), ready_from=told["ready_from"], hopes=told["hopes"],
            by=request.user, at=at,
        )  # fmt: skip
        messages.success(request, _("Thank you. You may change it whenever you like."))
        return redirect("register:mine", part.pk)
    page = {"part": part, "form": form, "has_private": consent_of(request.user) is not None}
    return render(request, "register/readiness.html", page)


@door(Capability.KEEP_OWN_ENTRY, methods=BOTH)
def places(request: SignedInRequest, participation_id: UUID) -> HttpResponseBase:
    """Say for how many mentees one has room, where the programme lets mentors choose (R5.12)."""
    part = _mentor(request, participation_id)
    mentors = part.programme.design.mentors
    form = forms.PlacesForm(
        request.POST or None, initial={"capacity": part.capacity}, largest=mentors.largest_capacity
    )
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data["capacity"]
        try:
            set_own_capacity(part, wanted, by=request.user, at=timezone.now())
        except NotNow as refusal:
            form.add_error("capacity", str(refusal))
        else:
            messages.success(request, _("Your places are changed."))
            return redirect("register:mine", part.pk)
    page = {"part": part, "form": form, "chooses": mentors.own_limit}
    return render(request, "register/places.html", page)


@door(Capability.KEEP_OWN_ENTRY, methods=("POST",))
def renew(request: SignedInRequest, participation_id: UUID) -> HttpResponse:
    """Renew one’s own place, where the rule of the programme decides."""
    part = _mentor(request, participation_id)
    try:
        row = actions.renew_own(part, by=request.user, at=timezone.now())
    except NotNow as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, renewed_until(row))
    return redirect("register:mine", part.pk)


@door(Capability.KEEP_OWN_ENTRY, methods=BOTH)
def leave(request: SignedInRequest, participation_id: UUID) -> HttpResponseBase:
    """Leave the register; asked once, because others look for mentors there."""
    part = _mentor(request, participation_id)
    if request.method == "POST":
        try:
            actions.leave(part, by=request.user, at=timezone.now())
        except NotNow as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("You have left the register. Thank you for mentoring."))
        return redirect("register:mine", part.pk)
    return render(request, "register/leave.html", {"part": part})


@door(Capability.KEEP_OWN_ENTRY, methods=BOTH)
def development(request: SignedInRequest, participation_id: UUID) -> HttpResponseBase:
    """Keep one’s own development as a mentor (R4.15)."""
    part, at = _mentor(request, participation_id), timezone.now()
    form = forms.DevelopmentForm(request.POST or None, today=today())
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        done = actions.Done(said["on"], form.minutes, Kind(said["kind"]), said["what"])
        actions.record_development(request.user, done, once=said["once"], at=at)
        messages.success(request, _("Recorded."))
        return redirect("register:development", part.pk)
    page = page_of(reads.own_lines(request.user), request)
    minutes = reads.minutes_between(part.person_id, today() - YEAR, today())
    return render(
        request,
        "register/development.html",
        {
            "part": part,
            "form": form,
            "page": page,
            "texts": reads.development_texts(request.user, list(page), at=at),
            "hours": hours_in_words(minutes),
            "asked_hours": part.programme.design.recognition.mentor_hours_a_year,
        },
    )


@door(Capability.KEEP_OWN_ENTRY, methods=("POST",))
def remove_development(
    request: SignedInRequest, participation_id: UUID, development_id: UUID
) -> HttpResponse:
    """Remove a line of one’s own."""
    part = _mentor(request, participation_id)
    row = reads.development_for(request.user, development_id)
    actions.remove_development(row, by=request.user, at=timezone.now())
    messages.success(request, _("Removed."))
    return redirect("register:development", part.pk)


def _own(request: SignedInRequest, participation_id: UUID) -> Participation:
    return participation_for(request.user, participation_id, Capability.KEEP_OWN_ENTRY)


def _mentor(request: SignedInRequest, participation_id: UUID) -> Participation:
    part = _own(request, participation_id)
    if part.role != Participation.Role.MENTOR:
        raise NotVisible
    return part
