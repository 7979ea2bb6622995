"""What co-ordinators see: supervisors, and each mentor’s dates. No theme that was not released."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, require
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.queries import programme_for
from mentorhouse.programmes.states import ParticipationState
from mentorhouse.register.models import Entry  # noqa: TC001  # read at once, as models are
from mentorhouse.register.states import EntryState
from mentorhouse.supervision.models import Attendance, Charge, Session, Supervisor
from mentorhouse.supervision.relations import released
from mentorhouse.supervision.rules import Due, due
from mentorhouse.supervision.states import SessionState
from mentorhouse.vault.sealing import open_rows


@dataclass(frozen=True)
class Supervised:
    """A mentor, their supervisor if they have one, and when supervision is due."""

    row: Participation
    supervisor: str
    last: date | None
    due: Due


def supervised_programme(
    viewer: Viewer, programme_id: UUID, capability: Capability = Capability.KEEP_SUPERVISION
) -> Programme:
    """Return a programme that has supervision. Raises `NotVisible`."""
    programme = programme_for(viewer, programme_id, capability)
    if programme.design.supervision.kind == "off":
        raise NotVisible
    return programme


def supervisors_of(viewer: Viewer, programme: Programme) -> QuerySet[Supervisor]:
    """Return the supervisors of a programme, each with how many mentors they look after."""
    require(viewer, Capability.KEEP_SUPERVISION, programme)
    rows = Supervisor.objects.filter(programme=programme, ended_at=None)
    mentors = Count("charges", filter=Q(charges__ended_at=None))
    return rows.select_related("user__person").annotate(mentors=mentors)


def supervisor_for(viewer: Viewer, programme: Programme, supervisor_id: UUID) -> Supervisor:
    """Return one supervisor of the programme. Raises `NotVisible`."""
    row = supervisors_of(viewer, programme).filter(pk=supervisor_id).first()
    if row is None:
        raise NotVisible
    return row


def mentors_of(programme: Programme) -> QuerySet[Participation]:
    """Return the mentors who take part, with their entry on the register."""
    charges = Charge.objects.filter(ended_at=None).select_related("supervisor__user__person")
    return (
        Participation.objects.filter(
            programme=programme,
            role=Participation.Role.MENTOR,
            state=ParticipationState.ACCEPTED.value,
        )
        .select_related("person", "programme", "register_entry")
        .prefetch_related(Prefetch("supervision", charges, to_attr="charges_now"))
        .order_by("person__family_name", "person__given_name", "pk")
    )


def mentors_in(
    viewer: Viewer, programme: Programme, *, without: bool = False
) -> QuerySet[Participation]:
    """Return the mentors for a co-ordinator; on wish those who have no supervisor."""
    require(viewer, Capability.KEEP_SUPERVISION, programme)
    rows = mentors_of(programme)
    if without:
        rows = rows.exclude(pk__in=Charge.objects.filter(ended_at=None).values("participation"))
    return rows


def judged(programme: Programme, rows: Iterable[Participation], *, today: date) -> list[Supervised]:
    """Say of some mentors when supervision is due."""
    setting = programme.design.supervision
    found = []
    for row in rows:
        since, last = _on_the_register(row, today=today)
        charges: list[Charge] = row.charges_now  # type: ignore[attr-defined]  # the query adds it
        name = charges[0].supervisor.name if charges else ""
        found.append(Supervised(row, name, last, due(setting, since=since, last=last, today=today)))
    return found


def _on_the_register(row: Participation, *, today: date) -> tuple[date | None, date | None]:
    """Return since when a mentor is on the register, and their last supervision.

    Nothing is counted for who has left it, has not been taken back on, or let the place lapse.
    """
    entry: Entry | None = getattr(row, "register_entry", None)
    if entry is None or entry.state not in {EntryState.ADMITTED, EntryState.PAUSED}:
        return None, None
    if entry.renew_by is not None and entry.renew_by < today:
        return None, None
    return entry.admitted_on, entry.supervised_on


def released_themes(
    viewer: Viewer, programme: Programme, *, at: datetime
) -> list[tuple[date, int, str]]:
    """Return the themes that everybody in a session released: day, how many were there, words.

    The twenty latest; who was there is not said.
    """
    require(viewer, Capability.KEEP_SUPERVISION, programme)
    there = Attendance.objects.select_related("participation")
    rows = (
        Session.objects.filter(
            supervisor__programme=programme, state=SessionState.HELD.value, themes__isnull=False
        )
        .annotate(
            came=Count("attendances", filter=Q(attendances__attended=True)),
            agreed=Count(
                "attendances",
                filter=Q(attendances__attended=True, attendances__release_agreed_at__isnull=False),
            ),
        )
        .filter(came__gt=0, agreed__gte=1)
        .select_related("supervisor__programme")
        .prefetch_related(Prefetch("attendances", there))
    )
    shown = [row for row in rows if released(row)][:20]
    for row in shown:
        row.supervisor.programme = programme
    texts = open_rows(viewer, shown, at=at, purpose="read released themes of supervision")
    return [
        (row.on, sum(one.attended for one in row.attendances.all()), text["themes"])
        for row, text in zip(shown, texts, strict=True)
    ]
