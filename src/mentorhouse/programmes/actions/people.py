"""Deeds on who takes part: bring in, invite, answer, places, and the trace of reading."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import require
from mentorhouse.access.states import NotNow, after
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark, say
from mentorhouse.notifications.actions import post_all
from mentorhouse.programmes import queries, rules
from mentorhouse.programmes.actions.taking_on import check_pilot_places
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.rules import Place
from mentorhouse.programmes.states import (
    PARTICIPATION,
    ParticipationMove,
    ParticipationState,
    Work,
)

BROUGHT_IN = audit.Act("programme.people_brought_in", mark("brought people into the programme"))
INVITED = audit.Act("programme.invited", mark("sent invitations to take part"))
TAKING_PART_ACCEPTED = audit.Act("participation.accepted", mark("agreed to take part"))
TAKING_PART_DECLINED = audit.Act("participation.declined", mark("declined to take part"))
REQUIREMENTS_WAIVED = audit.Act(
    "participation.requirements_waived", mark("let someone take part who lacks a must")
)
CAPACITY_CHANGED = audit.Act("participation.capacity_changed", mark("changed a mentor’s places"))
PARTICIPATION_READ = audit.Act("participation.read", mark("read the page of someone taking part"))
PEOPLE_EXPORTED = audit.Act("programme.people_exported", mark("exported the list of people"))


def bring_in(
    programme: Programme, places: Iterable[Place], *, by: User, at: datetime
) -> list[Participation]:
    """Add people to the programme as invited (R3.10); return those who were not in it yet.

    Nothing is sent. Who is there already in that role stays as they are, so that bringing the same
    people in again changes nothing (R3.09).
    """
    with transaction.atomic():
        row = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
        require(by, Capability.IMPORT_PEOPLE, row)
        fresh = bring_in_some(row, places, at=at)
        if fresh:
            detail = {"count": len(fresh)}
            audit.record(BROUGHT_IN, by=by, on=row, at=at, programme=row.pk, detail=detail)
    return fresh


def bring_in_some(
    programme: Programme, places: Iterable[Place], *, at: datetime
) -> list[Participation]:
    """Do what `bring_in` does for some of many people, in a deed that has locked the programme.

    That deed has asked who may, and audits once for all.
    """
    rules.check_open(programme.state, Work.BRING_IN)
    wanted = {(place.person_id, place.role): place for place in places}
    there = set(
        programme.participations.filter(person__in={person for person, _ in wanted})
        .order_by()
        .values_list("person_id", "role")
    )
    mentors = programme.design.mentors
    fresh = [
        Participation(
            programme=programme,
            person_id=place.person_id,
            role=place.role,
            capacity=rules.capacity_given(
                place.capacity,
                role=place.role,
                largest=mentors.largest_capacity,
                own_limit=mentors.own_limit,
            ),
            joined_at=at,
        )
        for key, place in wanted.items()
        if key not in there
    ]
    return Participation.objects.bulk_create(fresh)


def invite(programme: Programme, *, by: User, at: datetime) -> int:
    """Post the invitation to everyone who has not had one; return how many. Twice sends once.

    A local co-ordinator invites the people of their own organisation only (R2.09).
    """
    with transaction.atomic():
        row = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
        require(by, Capability.INVITE_PEOPLE, row)
        rules.check_open(row.state, Work.INVITE)
        without = queries.seen_by(by, row).filter(
            state=ParticipationState.INVITED.value, invited_at=None
        )
        rows = without.select_for_update(no_key=True, of=("self",))
        waiting = list(rows.order_by("pk"))
        if not waiting:
            return 0
        letters = [(p.person_id, {"participation": str(p.pk)}, str(p.pk)) for p in waiting]
        post_all("programme.invitation", letters, at=at)
        without.update(invited_at=at)
        detail = {"count": len(waiting)}
        audit.record(INVITED, by=by, on=row, at=at, programme=row.pk, detail=detail)
    return len(waiting)


def answer_participation(
    participation: Participation, *, accept: bool, by: User, at: datetime
) -> Participation:
    """Agree to take part, or not (R3.10). The answer may change until a partnership runs."""
    with transaction.atomic():
        if accept and participation.role == Participation.Role.MENTEE:
            _check_pilot_places(participation)
        rows = Participation.objects.select_for_update(no_key=True, of=("self",))
        rows = rows.select_related("programme", "person__organisation")
        row = rows.get(pk=participation.pk)
        require(by, Capability.ANSWER_PARTICIPATION, row)
        wanted = ParticipationState.ACCEPTED if accept else ParticipationState.DECLINED
        if row.state == wanted:
            return row
        rules.check_open(row.programme.state, Work.ANSWER)
        if not accept and row.places_taken:
            raise NotNow(
                say(
                    "You are in a partnership, so you cannot step back from the programme here. "
                    "Please talk to your partner or write to a co-ordinator."
                )
            )
        if accept and (stops := queries.what_stops(row)):
            raise NotNow(" ".join(stops))
        move = ParticipationMove.ACCEPT if accept else ParticipationMove.DECLINE
        row.state = after(PARTICIPATION, ParticipationState(row.state), move).value
        row.answered_at = at
        row.save(update_fields=["state", "answered_at"])
        act = TAKING_PART_ACCEPTED if accept else TAKING_PART_DECLINED
        audit.record(act, by=by, on=row, at=at, programme=row.programme_id)
    return row


def waive_requirements(
    participation: Participation, reason: str, *, by: User, at: datetime
) -> Participation:
    """Let somebody take part who lacks a must of the programme, with a reason (R2.14)."""
    with transaction.atomic():
        rows = Participation.objects.select_for_update(no_key=True, of=("self",))
        row = rows.select_related("programme", "person__organisation").get(pk=participation.pk)
        require(by, Capability.RUN_PROGRAMME, row.programme)
        rules.check_open(row.programme.state, Work.SET_PLACES)
        if problem := rules.waiver_problem(reason):
            raise NotNow(problem)
        if not queries.what_stops(row):  # sent twice, or met by now
            return row
        row.waived_by, row.waived_at, row.waiver_reason = by, at, reason.strip()
        row.save(update_fields=["waived_by", "waived_at", "waiver_reason"])
        audit.record(REQUIREMENTS_WAIVED, by=by, on=row, at=at, programme=row.programme_id)
    return row


def _check_pilot_places(participation: Participation) -> None:
    """Refuse one mentee more than a pilot has places for; the row lock lets one count at a time."""
    programmes = Programme.objects.select_for_update(no_key=True)
    programme = programmes.get(pk=participation.programme_id)
    check_pilot_places(programme, besides=participation.pk)


def set_capacity(
    participation: Participation, capacity: int, *, by: User, at: datetime
) -> Participation:
    """Say how many mentees a mentor has room for, within what the programme allows."""
    return _set_capacity(participation, capacity, Capability.RUN_PROGRAMME, by=by, at=at)


def set_own_capacity(
    participation: Participation, capacity: int, *, by: User, at: datetime
) -> Participation:
    """Say for how many mentees one has room oneself, where the programme lets mentors choose."""
    return _set_capacity(participation, capacity, Capability.KEEP_OWN_ENTRY, by=by, at=at)


def _set_capacity(
    participation: Participation, capacity: int, may: Capability, *, by: User, at: datetime
) -> Participation:
    with transaction.atomic():
        row = (
            Participation.objects.select_for_update(no_key=True, of=("self",))
            .select_related("programme")
            .get(pk=participation.pk)
        )
        require(by, may, row if may is Capability.KEEP_OWN_ENTRY else row.programme)
        rules.check_open(row.programme.state, Work.SET_PLACES)
        problem = rules.capacity_problem(
            capacity,
            role=row.role,
            taken=row.places_taken,
            largest=row.programme.design.mentors.largest_capacity,
            own_limit=row.programme.design.mentors.own_limit,
        )
        if problem:
            raise NotNow(problem)
        if capacity == row.capacity:
            return row
        row.capacity = capacity
        row.save(update_fields=["capacity"])
        detail = {"capacity": capacity}
        programme = row.programme_id
        audit.record(CAPACITY_CHANGED, by=by, on=row, at=at, programme=programme, detail=detail)
    return row


def note_reading(participation: Participation, *, by: User, at: datetime) -> None:
    """Leave a trace that a co-ordinator read someone's page (spec 7, rule 4); oneself: none."""
    require(by, Capability.READ_PARTICIPATION, participation)
    if by.pk != participation.person_id:
        programme = participation.programme_id
        audit.record(PARTICIPATION_READ, by=by, on=participation, at=at, programme=programme)


def note_export(programme: Programme, *, count: int, by: User, at: datetime) -> None:
    """Leave a trace that the list of people left the house."""
    require(by, Capability.SEE_PEOPLE, programme)
    detail = {"count": count}
    audit.record(PEOPLE_EXPORTED, by=by, on=programme, at=at, programme=programme.pk, detail=detail)
