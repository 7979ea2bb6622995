"""Reads for letters and for the clock: nobody asks for themselves."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.rules import refusal
from mentorhouse.programmes.states import Work
from mentorhouse.supervision.models import Attendance, Supervisor
from mentorhouse.supervision.queries.keeping import Supervised, judged, mentors_of


def required_in() -> Iterator[Programme]:
    """Return the living programmes whose mentors have to come to supervision."""
    for row in Programme.objects.order_by("pk").iterator():
        if row.design.supervision.kind == "required" and not refusal(row.state, Work.MATCH):
            yield row


def late_in(programme: Programme, *, today: date) -> list[Supervised]:
    """Return the mentors whose supervision is overdue."""
    found = judged(programme, mentors_of(programme), today=today)
    return [one for one in found if one.due.late]


def standing_of(participation_id: str, person_id: UUID, *, today: date) -> Supervised | None:
    """Say how the mentor of a letter stands; None where they are none any more."""
    row = (
        Participation.objects.filter(pk=participation_id, person=person_id)
        .select_related("programme")
        .first()
    )
    if row is None or row.programme.design.supervision.kind == "off":
        return None
    return next(
        iter(judged(row.programme, mentors_of(row.programme).filter(pk=row.pk), today=today)), None
    )


def supervisor_about(supervisor_id: str, user_id: UUID) -> Supervisor | None:
    """Return the supervisor that a letter speaks of, while they are one."""
    rows = Supervisor.objects.select_related("programme")
    return rows.filter(pk=supervisor_id, user=user_id, ended_at=None).first()


def attendance_about(attendance_id: str, person_id: UUID) -> Attendance | None:
    """Return the part of a session that a letter speaks of."""
    rows = Attendance.objects.select_related("session", "participation__programme")
    return rows.filter(pk=attendance_id, participation__person=person_id).first()
