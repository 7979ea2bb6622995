"""Asking for a one-to-one session, agreeing its time, and keeping notes of it (R9.02).

Only the two are told. The session's row is locked first, so of two who press at the same moment
one comes second and is told how it stands.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.access.states import NotNow, after
from mentorhouse.accounts.models import User
from mentorhouse.design.two_writers import ChangedMeanwhile
from mentorhouse.languages.saying import mark, say
from mentorhouse.meetings import queries, rules
from mentorhouse.meetings.actions.arranging import Details
from mentorhouse.meetings.models import Session, SessionTime
from mentorhouse.meetings.states import SESSION, SessionMove, SessionState
from mentorhouse.notifications import post
from mentorhouse.partnerships.models import Partnership
from mentorhouse.vault.sealing import seal

ASKED = audit.Act("two_session.asked", mark("asked for a session of two beside a group"))
MOVED_ON = audit.Act("two_session.moved_on", mark("answered or changed a session of two"))
NOTED = audit.Act("two_session.noted", mark("wrote notes of a session of two"))
GONE = mark("Your partnership has changed, so this session cannot be changed any more.")

TOLD = {
    SessionMove.DECLINE: "two_session.declined",
    SessionMove.CANCEL: "two_session.cancelled",
}


class SessionWaits(NotNow):
    """One of the two has asked already, perhaps at this very moment."""

    def __init__(self, session_id: UUID) -> None:
        super().__init__(say("There is a session that waits for an answer. This is it."))
        self.session_id = session_id


def ask_session(
    partnership: Partnership, other: UUID, starts: Sequence[datetime], details: Details, *,
    topic: str = "", by: User, at: datetime,
) -> Session:  # fmt: skip
    """Ask one's mentor, or one of one's mentees, for a session. Raises `SessionWaits`."""
    with transaction.atomic():
        Partnership.objects.select_for_update(no_key=True).get(pk=partnership.pk)
        row = queries.with_sessions(by, partnership.pk)
        if other not in queries.partners_for_session(by, row):
            raise NotVisible
        mentors = {m.participation.person_id for m in row.members.all() if m.role == "mentor"}
        mentor, mentee = (by.pk, other) if by.pk in mentors else (other, by.pk)
        waiting = Session.objects.filter(
            partnership=row, mentor=mentor, mentee=mentee, state=SessionState.ASKED.value
        ).first()
        if waiting is not None:
            raise SessionWaits(waiting.pk)
        made = Session(
            partnership=row, mentor_id=mentor, mentee_id=mentee, offered_by_id=by.pk,
            state=SessionState.ASKED.value, way=details.way,
            length_minutes=details.length_minutes, changed_at=at,
        )  # fmt: skip
        where = {"place": details.place or None, "link": details.link or None}
        seal(made, topic=topic or None, **where)
        made.save(force_insert=True)
        _put_times(made, starts)
        _tell("two_session.asked", made, at=at, but=by)
        _record(ASKED, made, by=by, at=at)
    return made


def offer_other_times(
    session: Session, starts: Sequence[datetime], *, by: User, at: datetime
) -> Session:
    """Offer other times instead: now the other of the two picks."""
    with transaction.atomic():
        row = _moved(session, SessionMove.OFFER_OTHERS, by=by, at=at)
        row.offered_by_id, row.offers = by.pk, row.offers + 1
        row.save()
        _put_times(row, starts)
        _tell("two_session.asked", row, at=at, but=by)
        _record(MOVED_ON, row, by=by, at=at)
    return row


def pick_session_time(session: Session, time: UUID, *, by: User, at: datetime) -> Session:
    """Pick one of the offered times: it goes into the calendars of the two."""
    with transaction.atomic():
        row = _moved(session, SessionMove.PICK, by=by, at=at)
        if row.offered_by_id == by.pk:
            raise NotNow(say("You offered these times, so the other person picks one."))
        chosen = row.times.filter(pk=time).first()
        if chosen is None:
            raise NotNow(say("Other times have been offered meanwhile. Pick one of these."))
        if chosen.starts_at <= at:
            raise NotNow(say("This time has passed. Pick another one, or offer other times."))
        row.starts_at, row.sequence = chosen.starts_at, row.sequence + 1
        row.save()
        _put_times(row, ())
        _tell("two_session.agreed", row, at=at)
        _record(MOVED_ON, row, by=by, at=at)
    return row


def answer_session(session: Session, move: SessionMove, *, by: User, at: datetime) -> Session:
    """Decline, take back, cancel, or say that it took place."""
    with transaction.atomic():
        row = _moved(session, move, by=by, at=at)
        mine = row.offered_by_id == by.pk
        if move is SessionMove.WITHDRAW and not mine:
            raise NotNow(say("Only the person who asked can take it back."))
        if move is SessionMove.DECLINE and mine:
            raise NotNow(say("You offered these times. You can take them back."))
        if move is SessionMove.HOLD and row.starts_at and row.starts_at > at:
            raise NotNow(say("This session is still to come."))
        if move is SessionMove.CANCEL:
            row.sequence += 1
        row.save()
        if move is not SessionMove.CANCEL and move is not SessionMove.HOLD:
            _put_times(row, ())
        if kind := TOLD.get(move):
            _tell(kind, row, at=at, but=by if move is SessionMove.DECLINE else None)
        _record(MOVED_ON, row, by=by, at=at)
    return row


def write_notes(session: Session, text: str, *, based_on: int, by: User, at: datetime) -> Session:
    """Write what the two keep of their session. Raises `ChangedMeanwhile` as two writers do."""
    with transaction.atomic():
        row = _moved(session, SessionMove.NOTE, by=by, at=at)
        if row.revision != based_on:
            raise ChangedMeanwhile
        seal(row, notes=text or None)
        row.revision += 1
        row.save()
        _record(NOTED, row, by=by, at=at, revision=row.revision)
    return row


def _moved(session: Session, move: SessionMove, *, by: User, at: datetime) -> Session:
    row = Session.objects.select_for_update(no_key=True).get(pk=session.pk)
    require(by, Capability.HOLD_SESSION, row)
    if not queries.goes_on(row):
        raise NotNow(say(GONE))
    refusal = rules.session_became(row.state)
    row.state = after(SESSION, SessionState(row.state), move, refusal=refusal).value
    row.changed_at = at
    return row


def _put_times(session: Session, starts: Sequence[datetime]) -> None:
    session.times.all().delete()
    SessionTime.objects.bulk_create(
        SessionTime(session=session, starts_at=start) for start in sorted(set(starts))
    )


def _tell(kind: str, session: Session, *, at: datetime, but: User | None = None) -> None:
    about = {
        "partnership": session.partnership_id, "session": session.pk, "offers": session.offers,
        "sequence": session.sequence,
    }  # fmt: skip
    key = f"{session.pk}:{session.offers}:{session.sequence}"
    for person in (session.mentor, session.mentee):
        if but is None or person.pk != but.pk:
            post(kind, to=person.user, about=about, at=at, key=key)


def _record(act: audit.Act, session: Session, *, by: User, at: datetime, **detail: int) -> None:
    programme = session.partnership.programme_id
    known = {"state": str(session.state)} | detail
    audit.record(act, by=by, on=session, at=at, programme=programme, detail=known)
