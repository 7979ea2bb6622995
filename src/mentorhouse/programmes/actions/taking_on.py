"""Take somebody on who applied, in a deed that has asked who may and found that they may."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.states import NotNow
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark
from mentorhouse.programmes import rules
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.rules import Place
from mentorhouse.programmes.states import ParticipationState, Work

TAKEN_ON = audit.Act("participation.taken_on", mark("was taken on after applying"))


def take_on(  # what the record holds
    programme: Programme, place: Place, *, by: User | None, task: str = "", at: datetime,
    waiver: str = "",
) -> Participation:  # fmt: skip
    """Let an applicant take part, with their places; who takes part already stays as they are.

    Applying is the applicant's own yes (R3.10), so an invitation that waits is answered by it.
    `waiver` says why somebody is taken on who lacks a must (R2.14).
    """
    with transaction.atomic():
        row = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
        rules.check_open(row.state, Work.ANSWER)
        part, fresh = Participation.objects.select_for_update(no_key=True).get_or_create(
            programme=row,
            person_id=place.person_id,
            role=place.role,
            defaults={"joined_at": at},
        )
        if part.state == ParticipationState.ACCEPTED:
            return part
        if place.role == Participation.Role.MENTEE:
            check_pilot_places(row, besides=part.pk)
        mentors = row.design.mentors
        wanted = rules.capacity_given(
            place.capacity,
            role=place.role,
            largest=mentors.largest_capacity,
            own_limit=mentors.own_limit,
        )
        part.capacity = max(wanted, part.places_taken)
        part.state, part.answered_at = ParticipationState.ACCEPTED.value, at
        if waiver:
            part.waived_by, part.waived_at, part.waiver_reason = by, at, waiver
        part.save()
        detail = {"role": place.role, "new": fresh, "waived": bool(waiver)}
        audit.record(TAKEN_ON, by=by, task=task, on=part, at=at, programme=row.pk, detail=detail)
    return part


def lock_parts(programme: Programme, people: Iterable[UUID]) -> None:
    """Lock what some people have here already, for a deed that takes them on later.

    It comes before the first entry in the trail: whoever holds its end waits for no row.
    """
    rows = Participation.objects.select_for_update(no_key=True)
    list(rows.filter(programme=programme, person__in=list(people)).order_by("pk"))


def check_pilot_places(programme: Programme, *, besides: UUID) -> None:
    """Refuse one mentee more than a pilot has places for; the caller has locked the programme."""
    taken = programme.participations.filter(
        role=Participation.Role.MENTEE, state=ParticipationState.ACCEPTED.value
    ).exclude(pk=besides)
    if problem := rules.pilot_problem(programme.design, taken=taken.count()):
        raise NotNow(problem)
