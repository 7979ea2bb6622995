"""What becomes of a concern: taken up, talked about, noted, told to the mentee, closed."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.access.states import NotNow, after
from mentorhouse.accounts.models import User
from mentorhouse.concerns.models import Concern, Note
from mentorhouse.concerns.rules import latest_telling
from mentorhouse.concerns.states import CONCERN, ConcernMove, ConcernState, Kind
from mentorhouse.languages.saying import mark, say
from mentorhouse.notifications.actions import post
from mentorhouse.programmes.relations import day_of
from mentorhouse.vault.sealing import seal

TAKEN_UP = audit.Act("concern.taken_up", mark("took up a concern"))
CLOSED = audit.Act("concern.closed", mark("closed a concern"))
ANSWERED = audit.Act("concern.answered", mark("wrote about a concern"))
NOTED = audit.Act("concern.noted", mark("noted a step about a concern"))
TOLD = audit.Act("concern.mentee_told", mark("told a mentee that something was passed on"))
HELD = audit.Act("concern.telling_held", mark("put off telling a mentee, with a reason"))

TAKE_UP_FIRST = mark("Take the concern up first, so that its author knows that you have it.")


def take_up(concern: Concern, *, by: User, at: datetime) -> Concern:
    """Say that one has it; its author is told."""
    with transaction.atomic():
        row = _handled(concern, by)
        if row.state != ConcernState.SENT:
            return row
        row.state = after(CONCERN, ConcernState(row.state), ConcernMove.TAKE_UP).value
        row.taken_up_at = at
        row.save(update_fields=["state", "taken_up_at"])
        post("concerns.answered", to=row.by, about=_about(row), at=at, key=f"{row.pk}:taken")
        audit.record(TAKEN_UP, by=by, on=row, at=at, programme=row.programme_id)
    return row


def write(concern: Concern, text: str, *, once: UUID, by: User, at: datetime) -> Note:
    """Write to the other side: its author to the contact, the contact to its author."""
    with transaction.atomic():
        row = _locked(concern)
        require(by, Capability.READ_CONCERN, row)
        there = Note.objects.filter(once=once, by=by, concern=row).first()
        if there is not None:
            return there
        if row.state not in {ConcernState.SENT, ConcernState.TAKEN_UP}:
            raise NotNow(say("This is closed. If something is new, speak up again."))
        note = _note(row, text, step=False, once=once, by=by, at=at)
        to = row.contact.user if row.contact and by.pk == row.by_id else row.by
        post("concerns.answered", to=to, about=_about(row), at=at, key=str(note.pk))
        audit.record(ANSWERED, by=by, on=row, at=at, programme=row.programme_id)
    return note


def note_step(concern: Concern, text: str, *, once: UUID, by: User, at: datetime) -> Note:
    """Note what one has done about it; the contact alone reads it."""
    with transaction.atomic():
        row = _handled(concern, by)
        there = Note.objects.filter(once=once, by=by, concern=row).first()
        if there is not None:
            return there
        _refuse_unless_taken_up(row)
        note = _note(row, text, step=True, once=once, by=by, at=at)
        audit.record(NOTED, by=by, on=row, at=at, programme=row.programme_id)
    return note


def close(concern: Concern, answer: str, *, once: UUID, by: User, at: datetime) -> Concern:
    """Close it with an answer to whoever spoke up."""
    with transaction.atomic():
        row = _handled(concern, by)
        if row.state == ConcernState.CLOSED:
            return row
        row.state = after(
            CONCERN, ConcernState(row.state), ConcernMove.CLOSE, refusal=say(TAKE_UP_FIRST)
        ).value
        row.closed_at = at
        row.save(update_fields=["state", "closed_at"])
        _note(row, answer, step=False, once=once, by=by, at=at)
        post("concerns.answered", to=row.by, about=_about(row), at=at, key=f"{row.pk}:closed")
        audit.record(CLOSED, by=by, on=row, at=at, programme=row.programme_id)
    return row


def tell(concern: Concern, *, by: User | None, at: datetime) -> bool:
    """Tell the mentee that something was passed on; by the clock when the last day has come.

    Return whether they are told now.
    """
    with transaction.atomic():
        row = _locked(concern)
        if by is not None:
            require(by, Capability.HANDLE_CONCERN, row)
        elif row.tell_on is None or day_of(at) < row.tell_on:
            return False
        if row.mentee is None or row.told_at is not None or row.state == ConcernState.DRAFT:
            return False
        row.told_at = at
        row.save(update_fields=["told_at"])
        post("concerns.told", to=row.mentee.person.user, about=_about(row), at=at, key=str(row.pk))
        task = "" if by else "tell mentees"
        audit.record(TOLD, by=by, task=task, on=row, at=at, programme=row.programme_id)
    return True


def hold(concern: Concern, why: str, *, once: UUID, by: User, at: datetime) -> Concern:
    """Put off telling the mentee, with a reason of its own, for thirty days at most."""
    with transaction.atomic():
        row = _handled(concern, by)
        if Note.objects.filter(once=once, by=by, concern=row).exists():
            return row
        _refuse_unless_taken_up(row)
        today = day_of(at)
        if row.kind != Kind.PASSED_ON or row.told_at or row.tell_on is None or row.tell_on <= today:
            raise NotNow(say("The mentee has been told already."))
        row.tell_on = latest_telling(today)
        row.save(update_fields=["tell_on"])
        _note(row, why, step=True, once=once, by=by, at=at)
        audit.record(HELD, by=by, on=row, at=at, programme=row.programme_id)
    return row


def _note(row: Concern, text: str, *, step: bool, once: UUID, by: User, at: datetime) -> Note:
    note = Note(concern=row, by=by, at=at, step=step, once=once)
    seal(note, text=text)
    note.save()
    return note


def _refuse_unless_taken_up(row: Concern) -> None:
    if row.state == ConcernState.SENT:
        raise NotNow(say(TAKE_UP_FIRST))
    if row.state != ConcernState.TAKEN_UP:
        raise NotNow(say("This is closed. If something is new, speak up again."))


def _about(row: Concern) -> dict[str, str]:
    return {"concern": str(row.pk)}


def _locked(concern: Concern) -> Concern:
    rows = Concern.objects.select_for_update(no_key=True, of=("self",))
    joined = rows.select_related("by", "contact__user", "mentee__person__user")
    row = joined.filter(pk=concern.pk).first()
    if row is None:
        raise NotVisible
    return row


def _handled(concern: Concern, by: User) -> Concern:
    row = _locked(concern)
    require(by, Capability.HANDLE_CONCERN, row)
    return row
