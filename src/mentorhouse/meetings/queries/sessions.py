"""Every read of one-to-one sessions: for the two of them, and for nobody else."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, require
from mentorhouse.meetings.models import Session
from mentorhouse.meetings.rules.sessions import has_sessions, may_meet
from mentorhouse.meetings.states import SessionState
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.queries import running_for
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.people.models import Person
from mentorhouse.vault.sealing import open_row

TWO = 2


def with_sessions(viewer: Viewer, partnership_id: UUID) -> Partnership:
    """Return a running partnership in which there may be sessions. Raises `NotVisible`."""
    row = running_for(viewer, partnership_id, Capability.ASK_FOR_SESSION)
    if not has_sessions(row.shape):
        raise NotVisible
    return row


def partners_for_session(viewer: Viewer, partnership: Partnership) -> dict[UUID, Person]:
    """Return with whom somebody may hold a session. Members come fetched."""
    members = list(partnership.members.all())
    people = {m.participation.person_id: m.participation.person for m in members}
    places = [(m.participation.person_id, str(m.role)) for m in members]
    return {pk: people[pk] for pk in may_meet(viewer.pk, places)}


def sessions_of(viewer: Viewer, partnership: Partnership) -> QuerySet[Session]:
    """Return one's own sessions in a partnership, the last changed first; nothing is opened."""
    require(viewer, Capability.ASK_FOR_SESSION, partnership)
    mine = Q(mentor=viewer.pk) | Q(mentee=viewer.pk)
    return Session.objects.filter(mine, partnership=partnership).select_related("mentor", "mentee")


def session_for(viewer: Viewer, partnership_id: UUID, session_id: UUID) -> Session:
    """Return one session for one of the two, also after the end. Raises `NotVisible`."""
    rows = Session.objects.select_related("partnership__programme", "mentor", "mentee")
    row = rows.filter(partnership=partnership_id, pk=session_id).first()
    if row is None or row.partnership.content_gone_at:
        raise NotVisible
    require(viewer, Capability.HOLD_SESSION, row)
    return row


def goes_on(row: Session) -> bool:
    """Whether the two can still change something: the partnership runs and both are in it."""
    if row.partnership.state != PartnershipState.ACTIVE:
        return False
    members = row.partnership.members.filter(participation__person__in=[row.mentor, row.mentee])
    return len(set(members.values_list("participation__person", flat=True))) == TWO


def partnership_runs_for(viewer: Viewer, session: Session) -> bool:
    """Whether a reader can still open the list of their sessions, for the way back."""
    if session.partnership.state != PartnershipState.ACTIVE:
        return False
    return session.partnership.members.filter(participation__person=viewer.pk).exists()


def other_of(session: Session, viewer: Viewer) -> Person:
    """Return the other of the two."""
    return session.mentee if session.mentor_id == viewer.pk else session.mentor


def read_session(viewer: Viewer, session: Session, *, at: datetime) -> dict[str, str]:
    """Open what the two wrote: what it is about, where it is, and their notes."""
    sealed = (session.topic, session.place, session.link, session.notes)
    if all(each is None for each in sealed):
        return dict.fromkeys(("topic", "place", "link", "notes"), "")
    return open_row(viewer, session, at=at, purpose="read a session of two")


def sessions_in_calendar_of(person_id: UUID, *, since: datetime) -> list[Session]:
    """Return the agreed sessions of one person, for their own calendar."""
    mine = Q(mentor=person_id) | Q(mentee=person_id)
    rows = Session.objects.filter(
        mine, state=SessionState.AGREED.value, starts_at__gte=since,
        partnership__state=PartnershipState.ACTIVE.value,
    )  # fmt: skip
    return list(rows.order_by("starts_at", "pk"))


def session_of_letter(about: Mapping[str, str], *states: SessionState) -> Session | None:
    """Return the session that a letter is about, unless it has changed since it was posted."""
    return Session.objects.filter(
        pk=about["session"],
        offers=about["offers"],
        sequence=about["sequence"],
        state__in=[state.value for state in states],
        partnership__state=PartnershipState.ACTIVE.value,
    ).first()
