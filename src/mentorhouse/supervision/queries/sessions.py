"""What supervisors and mentors see: their sessions, what is brought and what is taken on."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, require
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.queries import participation_for
from mentorhouse.programmes.states import ParticipationState, ProgrammeState
from mentorhouse.supervision.models import (
    Attendance,
    Charge,
    Session,
    SessionAction,
    Supervisor,
)
from mentorhouse.supervision.queries.keeping import Supervised, judged, mentors_of
from mentorhouse.vault.sealing import open_row, open_rows


@dataclass(frozen=True)
class Part:
    """A mentor’s part of a session as somebody who may read it sees it."""

    row: Attendance
    brings: str
    actions: tuple[tuple[SessionAction, str], ...]


def supervisor_of(viewer: Viewer, programme: Programme) -> Supervisor:
    """Return what the viewer is as a supervisor here. Raises `NotVisible`."""
    row = Supervisor.objects.filter(programme=programme, user=viewer.pk, ended_at=None).first()
    if row is None:
        raise NotVisible
    row.programme = programme
    return row


def own_mentors(supervisor: Supervisor, *, today: date) -> list[Supervised]:
    """Return the mentors whom a supervisor looks after, by name, with their dates."""
    now = Charge.objects.filter(supervisor=supervisor, ended_at=None)
    rows = mentors_of(supervisor.programme).filter(pk__in=now.values("participation"))
    return judged(supervisor.programme, rows, today=today)


def own_mentor(supervisor: Supervisor, participation_id: UUID, *, today: date) -> Participation:
    """Return one of the mentors whom a supervisor looks after. Raises `NotVisible`."""
    for one in own_mentors(supervisor, today=today):
        if one.row.pk == participation_id:
            return one.row
    raise NotVisible


def sessions_of(supervisor: Supervisor) -> QuerySet[Session]:
    """Return the sessions that a supervisor leads or led here, the newest first."""
    return _with_people(Session.objects.filter(supervisor=supervisor))


def session_for(viewer: Viewer, programme: Programme, session_id: UUID) -> Session:
    """Return one session that the viewer leads. Raises `NotVisible`."""
    rows = Session.objects.filter(supervisor__programme=programme, pk=session_id)
    row = _with_people(rows).first()
    if row is None:
        raise NotVisible
    require(viewer, Capability.SUPERVISE, row)
    return row


def words_of(viewer: Viewer, row: Session, *, at: datetime) -> dict[str, str]:
    """Open place and themes of a session; nothing is opened where there is neither."""
    if row.place is None and row.themes is None:
        return {"place": "", "themes": ""}
    return open_row(viewer, row, at=at, purpose="read a supervision session")


def parts_of(viewer: Viewer, row: Session, *, at: datetime) -> list[Part]:
    """Open what each mentor brings and takes on, for the supervisor."""
    return _opened(viewer, list(row.attendances.all()), at=at)


def own_supervision(viewer: Viewer, participation_id: UUID) -> Participation:
    """Return one’s own taking part as a mentor under supervision. Raises `NotVisible`."""
    row = participation_for(viewer, participation_id, Capability.SEE_OWN_SUPERVISION)
    design = row.programme.design.supervision
    if row.role != Participation.Role.MENTOR or design.kind == "off":
        raise NotVisible
    return row


def own_standing(row: Participation, *, today: date) -> Supervised:
    """Say who supervises a mentor, and when it is due."""
    rows = mentors_of(row.programme).filter(pk=row.pk)
    return judged(row.programme, rows, today=today)[0]


def own_supervisor(row: Participation) -> Supervisor | None:
    """Return who supervises a mentor now."""
    charge = (
        Charge.objects.filter(participation=row, ended_at=None)
        .select_related("supervisor__user__person")
        .first()
    )
    return charge.supervisor if charge else None


def own_attendances(row: Participation) -> QuerySet[Attendance]:
    """Return the sessions of a mentor, the newest first."""
    sessions = _with_people(Session.objects.all())
    return (
        Attendance.objects.filter(participation=row)
        .select_related("participation__programme")
        .prefetch_related(Prefetch("session", sessions), "actions")
        .order_by("-session__on", "pk")
    )


def own_attendance(viewer: Viewer, row: Participation, session_id: UUID) -> Attendance:
    """Return one’s own part of a session. Raises `NotVisible`."""
    found = own_attendances(row).filter(session=session_id).first()
    if found is None:
        raise NotVisible
    require(viewer, Capability.READ_SESSION_PART, found)
    return found


def opened(viewer: Viewer, rows: list[Attendance], *, at: datetime) -> list[Part]:
    """Open one’s own parts of some sessions."""
    return _opened(viewer, rows, at=at)


def supervision_ways(
    viewer: Viewer,
) -> tuple[list[Programme], list[Participation]]:
    """Return where the viewer supervises, and where they are supervised."""
    leads = Supervisor.objects.filter(user=viewer.pk, ended_at=None).select_related("programme")
    mine = Participation.objects.filter(
        person_id=viewer.pk,
        role=Participation.Role.MENTOR,
        state=ParticipationState.ACCEPTED.value,
    ).select_related("programme")
    hidden = {ProgrammeState.DRAFT.value, ProgrammeState.ARCHIVED.value}
    return (
        [row.programme for row in leads if _on(row.programme, hidden)],
        [row for row in mine if _on(row.programme, hidden)],
    )


def _on(programme: Programme, hidden: set[str]) -> bool:
    return programme.state not in hidden and programme.design.supervision.kind != "off"


def _with_people(rows: QuerySet[Session]) -> QuerySet[Session]:
    there = Attendance.objects.select_related("participation__person").prefetch_related("actions")
    return rows.select_related(
        "supervisor__programme", "supervisor__user__person"
    ).prefetch_related(Prefetch("attendances", there))


def _opened(viewer: Viewer, rows: list[Attendance], *, at: datetime) -> list[Part]:
    for row in rows:
        for action in row.actions.all():
            action.attendance = row
    actions = [action for row in rows for action in row.actions.all()]
    said = open_rows(viewer, rows, at=at, purpose="read a part of supervision")
    words = open_rows(viewer, actions, at=at, purpose="read a part of supervision")
    text_of = {action.pk: text["text"] for action, text in zip(actions, words, strict=True)}
    return [
        Part(
            row,
            text["brings"],
            tuple((action, text_of[action.pk]) for action in row.actions.all()),
        )
        for row, text in zip(rows, said, strict=True)
    ]
