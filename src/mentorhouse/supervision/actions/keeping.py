"""Name supervisors, and say who looks after whom (R4.07)."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.access.states import NotNow
from mentorhouse.accounts.actions import find_or_open
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark, say
from mentorhouse.notifications.actions import post
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.states import ParticipationState
from mentorhouse.supervision.models import Charge, Supervisor

NAMED = audit.Act("supervision.supervisor_named", mark("named a supervisor"))
ENDED = audit.Act("supervision.supervisor_ended", mark("ended somebody’s work as supervisor"))
ASSIGNED = audit.Act("supervision.assigned", mark("said who supervises whom"))
EXPORTED = audit.Act("supervision.exported", mark("exported dates of supervision"))


def name_supervisor(programme: Programme, email: str, *, by: User, at: datetime) -> Supervisor:
    """Let somebody supervise mentors of a programme; they get an account and a letter."""
    with transaction.atomic():
        row = _locked(programme, by)
        user = find_or_open([email])[email]
        if Supervisor.objects.filter(programme=row, user=user, ended_at=None).exists():
            raise NotNow(say("This person is a supervisor in this programme already."))
        named = Supervisor.objects.create(programme=row, user=user, since=at)
        about, key = {"supervisor": str(named.pk)}, str(named.pk)
        post("supervision.named", to=user, about=about, at=at, key=key)
        audit.record(NAMED, by=by, on=named, at=at, programme=row.pk)
    return named


def end_supervisor(supervisor: Supervisor, *, by: User, at: datetime) -> Supervisor:
    """End somebody’s work as supervisor; their mentors have none until another is named."""
    with transaction.atomic():
        programme = _locked(supervisor.programme, by)
        row = Supervisor.objects.select_for_update(no_key=True).get(pk=supervisor.pk)
        if row.ended_at is not None:
            return row
        row.ended_at = at
        row.save(update_fields=["ended_at"])
        row.charges.filter(ended_at=None).update(ended_at=at)
        audit.record(ENDED, by=by, on=row, at=at, programme=programme.pk)
    return row


def look_after(supervisor: Supervisor, mentors: Iterable[UUID], *, by: User, at: datetime) -> int:
    """Give mentors to a supervisor; whoever had another one changes. Return how many moved."""
    with transaction.atomic():
        programme = _locked(supervisor.programme, by)
        row = Supervisor.objects.filter(pk=supervisor.pk, ended_at=None).first()
        if row is None:
            raise NotNow(say("This person is no supervisor any more. Choose another one."))
        parts = Participation.objects.filter(
            programme=programme,
            role=Participation.Role.MENTOR,
            state=ParticipationState.ACCEPTED.value,
            pk__in=list(mentors),
        )
        if parts.filter(person_id=row.user_id).exists():
            raise NotNow(say("Nobody supervises themselves. Leave this mentor out."))
        there = Charge.objects.filter(participation__in=parts, ended_at=None)
        same = set(there.filter(supervisor=row).values_list("participation_id", flat=True))
        there.exclude(supervisor=row).update(ended_at=at)
        fresh = [
            Charge(supervisor=row, participation=part, since=at)
            for part in parts
            if part.pk not in same
        ]
        Charge.objects.bulk_create(fresh)
        if fresh:
            detail = {"count": len(fresh)}
            audit.record(ASSIGNED, by=by, on=row, at=at, programme=programme.pk, detail=detail)
    return len(fresh)


def note_export(programme: Programme, *, count: int, by: User, at: datetime) -> None:
    """Leave a trace of a file with dates of supervision."""
    require(by, Capability.KEEP_SUPERVISION, programme)
    audit.record(
        EXPORTED, by=by, on=programme, at=at, programme=programme.pk, detail={"count": count}
    )


def _locked(programme: Programme, by: User) -> Programme:
    """Lock the programme: one supervisor a person, one supervisor a mentor."""
    row = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
    require(by, Capability.KEEP_SUPERVISION, row)
    if row.design.supervision.kind == "off":
        raise NotVisible
    return row
