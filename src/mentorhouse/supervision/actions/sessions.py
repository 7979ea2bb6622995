"""Sessions: planned, recorded, prepared, followed by actions; themes released by all (R4.07)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.access.states import NotNow, after
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark, say
from mentorhouse.notifications.actions import post_all
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.relations import day_of
from mentorhouse.register.actions import supervised
from mentorhouse.supervision.models import (
    Attendance,
    Charge,
    Session,
    SessionAction,
    Supervisor,
)
from mentorhouse.supervision.rules import too_far
from mentorhouse.supervision.states import SESSION, SessionMove, SessionState
from mentorhouse.vault.sealing import seal

PLANNED = audit.Act("supervision.planned", mark("planned a supervision session"))
RECORDED = audit.Act("supervision.recorded", mark("recorded a supervision session"))
CALLED_OFF = audit.Act("supervision.called_off", mark("called a supervision session off"))
BROUGHT = audit.Act("supervision.brought", mark("wrote down what to bring to supervision"))
TAKEN_ON = audit.Act("supervision.taken_on", mark("wrote down an action of supervision"))
SETTLED = audit.Act("supervision.action_settled", mark("marked an action of supervision"))
AGREED = audit.Act("supervision.release_agreed", mark("said whether themes may be released"))


class ChangedMeanwhile(NotNow):
    """Somebody saved the session after this form was opened."""


@dataclass(frozen=True)
class Plan:
    """When and how a session is to be, and with whom (participations of mentors)."""

    on: date
    minutes: int
    way: str
    place: str
    mentors: Sequence[UUID]


@dataclass(frozen=True)
class Record:
    """What became of a session: facts, who was there, themes without names."""

    on: date
    minutes: int
    way: str
    themes: str
    attended: Sequence[UUID]
    version: int


class WrongDay(NotNow):
    """The day of a session lies more than a year away."""


def plan(supervisor: Supervisor, what: Plan, *, once: UUID, by: User, at: datetime) -> Session:
    """Plan a session with some of one’s own mentors; each gets a letter if it lies ahead.

    One that has taken place already is noted the same way, and recorded afterwards.
    """
    if too_far(what.on, today=day_of(at)):
        raise WrongDay(say("This day is more than a year away. Look whether the year is right."))
    with transaction.atomic():
        programme = _programme(supervisor.programme_id)
        require(by, Capability.SUPERVISE, programme)
        if supervisor.user_id != by.pk:
            raise NotVisible
        there = Session.objects.filter(once=once, supervisor=supervisor).first()
        if there is not None:
            return there
        mine = Charge.objects.filter(
            supervisor=supervisor, ended_at=None, participation__in=list(what.mentors)
        ).select_related("participation")
        charges = list(mine.order_by("participation"))
        if not charges:
            raise NotNow(say("Choose at least one of the mentors whom you supervise."))
        row = Session(
            supervisor=supervisor, on=what.on, minutes=what.minutes, way=what.way, once=once
        )
        seal(row, place=what.place or None)
        row.save()
        parts = Attendance.objects.bulk_create(
            Attendance(session=row, participation=charge.participation) for charge in charges
        )
        letters = [
            (part.participation.person_id, {"attendance": str(part.pk)}, str(part.pk))
            for part in parts
            if what.on >= day_of(at)
        ]
        post_all("supervision.planned", letters, at=at)
        detail = {"count": len(parts)}
        audit.record(PLANNED, by=by, on=row, at=at, programme=programme.pk, detail=detail)
    return row


def record(session: Session, said: Record, *, by: User, at: datetime) -> Session:
    """Record who was there and what it was about. A later record corrects an earlier one.

    Themes that change are released anew: whoever agreed, agreed to other words.
    """
    with transaction.atomic():
        row = _locked(session, by)
        if row.version != said.version:
            raise ChangedMeanwhile(
                say("This session was saved in another window meanwhile. It now says this.")
            )
        if said.on > day_of(at):
            raise NotNow(say("This day lies ahead. Record a session once it has taken place."))
        row.state = after(SESSION, SessionState(row.state), SessionMove.HOLD).value
        row.on, row.minutes, row.way, row.version = said.on, said.minutes, said.way, row.version + 1
        seal(row, themes=said.themes or None)
        row.save()
        came = set(said.attended)
        _lock_mentors(row)
        for part in row.attendances.select_related("participation").order_by("participation"):
            part.attended, part.release_agreed_at = part.participation_id in came, None
            part.save(update_fields=["attended", "release_agreed_at"])
            if part.attended:
                supervised(part.participation, on=row.on, by=by, at=at)
        detail = {"count": len(came)}
        programme = row.supervisor.programme_id
        audit.record(RECORDED, by=by, on=row, at=at, programme=programme, detail=detail)
    return row


def call_off(session: Session, *, by: User, at: datetime) -> Session:
    """Call a planned session off; whoever was to come gets a letter."""
    with transaction.atomic():
        row = _locked(session, by)
        if row.state == SessionState.CALLED_OFF:
            return row
        refusal = say("This session has been recorded, so it cannot be called off.")
        move = SessionMove.CALL_OFF
        row.state = after(SESSION, SessionState(row.state), move, refusal=refusal).value
        row.version += 1
        row.save(update_fields=["state", "version"])
        letters = [
            (part.participation.person_id, {"attendance": str(part.pk)}, str(part.pk))
            for part in row.attendances.select_related("participation")
        ]
        post_all("supervision.called_off", letters, at=at)
        audit.record(CALLED_OFF, by=by, on=row, at=at, programme=row.supervisor.programme_id)
    return row


def bring(part: Attendance, text: str, *, by: User, at: datetime) -> Attendance:
    """Write down what one would like to talk about. The last words count."""
    with transaction.atomic():
        row = _own(part, by)
        if row.session.state != SessionState.PLANNED:
            raise NotNow(say("This session is over, so there is nothing to bring any more."))
        seal(row, brings=text or None)
        row.save(update_fields=["brings"])
        audit.record(BROUGHT, by=by, on=row, at=at, programme=row.participation.programme_id)
    return row


def take_on(
    part: Attendance, text: str, due_on: date | None, *, once: UUID, by: User, at: datetime
) -> SessionAction:
    """Write down what one takes on. The same form twice is one action."""
    with transaction.atomic():
        row = _own(part, by)
        there = SessionAction.objects.filter(once=once, attendance=row).first()
        if there is not None:
            return there
        action = SessionAction(attendance=row, due_on=due_on, once=once)
        seal(action, text=text)
        action.save()
        audit.record(TAKEN_ON, by=by, on=action, at=at, programme=row.participation.programme_id)
    return action


def settle_action(action: SessionAction, *, done: bool, by: User, at: datetime) -> SessionAction:
    """Mark an action of one’s own as done, or as open again."""
    with transaction.atomic():
        part = _own(action.attendance, by)
        row = SessionAction.objects.select_for_update(no_key=True).get(pk=action.pk)
        wanted = day_of(at) if done else None
        if (row.done_on is None) == (wanted is None):
            return row
        row.done_on = wanted
        row.save(update_fields=["done_on"])
        audit.record(SETTLED, by=by, on=row, at=at, programme=part.participation.programme_id)
    return row


def agree_to_release(part: Attendance, *, agree: bool, by: User, at: datetime) -> Attendance:
    """Say whether the co-ordinator may read the themes; it takes all who were there."""
    with transaction.atomic():
        row = _own(part, by)
        if row.session.state != SessionState.HELD or not row.attended:
            raise NotNow(say("Only those who were there decide about the themes."))
        if agree == (row.release_agreed_at is not None):
            return row
        row.release_agreed_at = at if agree else None
        row.save(update_fields=["release_agreed_at"])
        audit.record(AGREED, by=by, on=row, at=at, programme=row.participation.programme_id)
    return row


def _programme(programme_id: UUID) -> Programme:
    row = Programme.objects.select_for_update(no_key=True).get(pk=programme_id)
    if row.design.supervision.kind == "off":
        raise NotVisible
    return row


def _locked(session: Session, by: User) -> Session:
    rows = Session.objects.select_for_update(no_key=True, of=("self",))
    row = rows.select_related("supervisor__programme").get(pk=session.pk)
    require(by, Capability.SUPERVISE, row)
    return row


def _lock_mentors(session: Session) -> None:
    """Lock all who are noted on the register below, before the first of them is in the trail."""
    there = session.attendances.values("participation")
    rows = Participation.objects.select_for_update(no_key=True)
    list(rows.filter(pk__in=there).order_by("pk"))


def _own(part: Attendance, by: User) -> Attendance:
    """Lock the session and one’s own part of it."""
    Session.objects.select_for_update(no_key=True).get(pk=part.session_id)
    rows = Attendance.objects.select_for_update(no_key=True, of=("self",))
    row = rows.select_related("session__supervisor", "participation__programme").get(pk=part.pk)
    require(by, Capability.SEE_OWN_SUPERVISION, row)
    if row.participation.programme.design.supervision.kind == "off":
        raise NotVisible
    return row
