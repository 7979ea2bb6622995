"""Agreeing a time for a first talk, ending one, and saying whether the two met.

No reason is asked of anybody. Whoever comes second is told what has become of the talk.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark, say
from mentorhouse.matching.actions.inviting import keeping
from mentorhouse.matching.models import Invitation, OfferedTime
from mentorhouse.matching.rules import inviting as rules
from mentorhouse.matching.states.inviting import OPEN, TalkMove, TalkState
from mentorhouse.vault.sealing import seal

TALK_AGREED = audit.Act("talk.agreed", mark("agreed the time of a first talk"))
TALK_PROPOSED = audit.Act("talk.proposed", mark("proposed other times for a first talk"))
TALK_DECLINED = audit.Act("talk.declined", mark("declined a first talk"))
TALK_WITHDRAWN = audit.Act("talk.withdrawn", mark("ended a first talk"))
TALK_MET = audit.Act("talk.met", mark("said that a first talk took place"))
TALK_MISSED = audit.Act("talk.missed", mark("said that a first talk did not take place"))
TALK_JOINING = audit.Act("talk.joining", mark("said how one joins a first talk"))


def pick(talk: Invitation, time: UUID, *, joining: str = "", by: User, at: datetime) -> Invitation:
    """Agree to one of the times that the other proposed."""
    with transaction.atomic():
        row = keeping.locked(talk, by=by)
        if TalkState(row.state) in OPEN and rules.TURN.get(TalkState(row.state)) != _side(row, by):
            raise NotNow(say("You proposed these times, so the other person picks one."))
        keeping.move(row, TalkMove.PICK)
        chosen = row.times.filter(pk=time).first()
        if chosen is None:
            raise NotNow(say("Other times have been proposed meanwhile. Pick one of these."))
        if chosen.starts_at <= at:
            raise NotNow(say("This time has passed. Pick another one, or propose other times."))
        row.starts_at, row.sequence, row.changed_at = chosen.starts_at, row.sequence + 1, at
        keeping.wait_after_meeting(row, chosen.starts_at)
        if joining and _side(row, by) == rules.MENTOR:
            seal(row, joining=joining)
        row.save()
        keeping.replace_times(row, ())
        keeping.tell_all("talk.agreed", [(row, rules.MENTOR), (row, rules.MENTEE)], at=at)
        keeping.record(TALK_AGREED, row, by=by, at=at, sequence=row.sequence)
    return row


def propose(
    talk: Invitation, starts: Sequence[datetime], *, way: str, by: User, at: datetime
) -> Invitation:
    """Propose other times; a time that was agreed before is given up, and its booking free."""
    with transaction.atomic():
        row = keeping.locked(talk, by=by)
        side = _side(row, by)
        _check_turn(row, side)
        keeping.move(row, TalkMove.PROPOSE if side == rules.MENTOR else TalkMove.PROPOSE_BACK)
        told_in_calendar = row.starts_at is not None and row.starts_at > at
        _give_up_time(row)
        row.way, row.changed_at = way, at
        keeping.wait_from(row, at)
        row.save()
        keeping.replace_times(row, starts)
        keeping.tell("talk.proposed", row, _other(side), at=at)
        if told_in_calendar:
            keeping.tell("talk.given_up", row, side, at=at)
        keeping.record(TALK_PROPOSED, row, by=by, at=at, times=len(starts))
    return row


def say_how_to_join(talk: Invitation, joining: str, *, by: User, at: datetime) -> Invitation:
    """Say, or say anew, where the two meet or how one joins: the mentor does it."""
    with transaction.atomic():
        row = keeping.locked(talk, by=by)
        if _side(row, by) != rules.MENTOR or row.state != TalkState.AGREED:
            raise NotNow(rules.moved_on())
        seal(row, joining=joining or None)
        row.save(update_fields=["joining"])
        keeping.record(TALK_JOINING, row, by=by, at=at)
    return row


def decline(talk: Invitation, *, by: User, at: datetime) -> Invitation:
    """Decline with thanks, as the mentor; the mentee is told kindly (R5.08). Twice is as once."""
    return _end(talk, rules.MENTOR, TalkMove.DECLINE, TALK_DECLINED, by=by, at=at)


def withdraw(talk: Invitation, *, by: User, at: datetime) -> Invitation:
    """End a talk as the mentee; the mentor is thanked. Twice is as once."""
    return _end(talk, rules.MENTEE, TalkMove.WITHDRAW, TALK_WITHDRAWN, by=by, at=at)


def note_meeting(talk: Invitation, *, met: bool, by: User, at: datetime) -> Invitation:
    """Say whether the two met; either says it. If not, the mentee's turn to ask for a new time."""
    with transaction.atomic():
        row = keeping.locked(talk, by=by)
        if met and row.state == TalkState.MET:
            return row  # pressed twice, or the other was first
        if row.starts_at is not None and row.starts_at > at:
            raise NotNow(say("The agreed time is still to come. Say afterwards whether you met."))
        keeping.move(row, TalkMove.MEET if met else TalkMove.MISS)
        row.changed_at = at
        if not met:
            _give_up_time(row)
        keeping.wait_from(row, at)
        row.save()
        if met:
            keeping.tell("talk.met", row, rules.MENTEE, at=at)
        else:
            keeping.tell("talk.missed", row, rules.MENTOR, at=at)
        keeping.record(TALK_MET if met else TALK_MISSED, row, by=by, at=at)
    return row


def _end(
    talk: Invitation, role: str, what: TalkMove, act: audit.Act, *, by: User, at: datetime
) -> Invitation:
    with transaction.atomic():
        row = keeping.locked(talk, by=by)
        if _side(row, by) != role:
            raise NotVisible
        if TalkState(row.state) not in OPEN and row.state != TalkState.CONFIRMED:
            return row  # pressed twice, or the other was first: there is nothing left to end
        keeping.close(row, what, at=at)
        other = _other(role)
        keeping.tell(f"talk.{row.state}", row, other, at=at)
        keeping.record(act, row, by=by, at=at)
    return row


def _check_turn(talk: Invitation, side: str) -> None:
    """Refuse to propose again before the other has answered."""
    waits = {TalkState.SENT: rules.MENTEE, TalkState.ANSWERED: rules.MENTOR}
    if waits.get(TalkState(talk.state)) == side:
        raise NotNow(say("You proposed times already. The other person answers now."))


def _give_up_time(talk: Invitation) -> None:
    OfferedTime.objects.filter(taken_by=talk).update(taken_by=None)
    if talk.starts_at is not None:
        talk.gave_up, talk.sequence = talk.starts_at, talk.sequence + 1
    talk.starts_at = talk.joining = None


def _side(talk: Invitation, by: User) -> str:
    return keeping.side_of(talk, by)


def _other(role: str) -> str:
    return rules.MENTEE if role == rules.MENTOR else rules.MENTOR
