"""A mentee turns to a mentor: with a message and times, or by booking a time that is offered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.access.states import NotNow
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark, say
from mentorhouse.matching.actions.inviting import keeping
from mentorhouse.matching.models import Invitation, OfferedTime
from mentorhouse.matching.queries.inviting.eligible import check_mentee, may_be_invited
from mentorhouse.matching.rules import inviting as rules
from mentorhouse.matching.states.inviting import OPEN, TalkMove, TalkState
from mentorhouse.partnerships.rules import check_first
from mentorhouse.programmes.models import Participation
from mentorhouse.vault.sealing import seal

TALK_ASKED = audit.Act("talk.asked", mark("invited a mentor to a first talk"))
TALK_BOOKED = audit.Act("talk.booked", mark("booked a time that a mentor offers"))
TIME_GONE = mark(
    "This time has just been taken, or it has passed. Please choose another one of those below."
)


class AlreadyTalking(NotNow):
    """The two have an open talk; `talk_id` leads there."""

    def __init__(self, talk_id: UUID) -> None:
        super().__init__(say("You already have an open talk with this mentor. This is it."))
        self.talk_id = talk_id


@dataclass(frozen=True)
class Aims:
    """What a mentee sends: what they hope for, in which way to meet, and when they could."""

    message: str
    way: str = ""
    starts: Sequence[datetime] = ()
    mutual: bool = False  # the two would mentor each other


def invite(
    mentee: Participation, mentor: Participation, aims: Aims, *, origin: str, by: User, at: datetime
) -> Invitation:
    """Turn to a mentor; in a programme without first meetings, choose them at once.

    Raises `AlreadyTalking`, `TooManyOpen`, `CannotInvite` or what stands against the mentee.
    """
    with transaction.atomic():
        mine, theirs = _locked(mentee, mentor, aims, by=by)
        slot, terms = _slot(mine, theirs, aims, origin, at=at)
        talk = _new(mine, theirs, origin, terms, slot, at=at)
        if terms.kind == rules.DIRECT:
            check_first(by.pk, mine.programme_id)
        talk.mutual = aims.mutual
        talk.way = aims.way if terms.has_meeting else ""
        talk.state = rules.first_state(terms.kind).value
        keeping.wait_from(talk, at)
        seal(talk, message=aims.message or None)
        talk.save(force_insert=True)
        keeping.replace_times(talk, aims.starts if terms.has_meeting else ())
        chosen = talk.state == TalkState.CHOSEN
        keeping.tell("talk.chosen" if chosen else "talk.asked", talk, rules.MENTOR, at=at)
        keeping.record(TALK_ASKED, talk, by=by, at=at, kind=terms.kind, slot=slot)
    return talk


def book(
    mentee: Participation, time: OfferedTime, aims: Aims, *, origin: str, by: User, at: datetime
) -> Invitation:
    """Book a time that a mentor offers: whoever offers a time has agreed to it (R5.06)."""
    with transaction.atomic():
        mine, theirs = _locked(mentee, time.mentor, aims, by=by)
        row = OfferedTime.objects.select_for_update(no_key=True).filter(pk=time.pk).first()
        if row is None or row.taken_by_id is not None or row.starts_at <= at:
            raise NotNow(say(TIME_GONE))
        slot, terms = _slot(mine, theirs, aims, origin, at=at)
        if not terms.has_meeting:
            raise NotVisible
        talk = _new(mine, theirs, origin, terms, slot, at=at)
        talk.mutual = aims.mutual
        talk.state, talk.sequence = TalkState.AGREED.value, 1
        _take(talk, row)
        seal(talk, message=aims.message or None)
        talk.save(force_insert=True)
        row.taken_by = talk
        row.save(update_fields=["taken_by"])
        both = [(talk, rules.MENTOR), (talk, rules.MENTEE)]
        keeping.tell_all("talk.agreed", both, at=at)
        keeping.record(TALK_BOOKED, talk, by=by, at=at, kind=terms.kind, slot=slot)
    return talk


def book_instead(talk: Invitation, time: OfferedTime, *, by: User, at: datetime) -> Invitation:
    """Book a time that the mentor offers, in a talk whose time is not agreed yet (R5.06)."""
    with transaction.atomic():
        talk = keeping.locked(talk, by=by)
        if keeping.side_of(talk, by) != rules.MENTEE:
            raise NotVisible
        row = OfferedTime.objects.select_for_update(no_key=True).filter(pk=time.pk).first()
        if row is None or row.mentor_id != talk.mentor_id or row.starts_at <= at:
            raise NotNow(say(TIME_GONE))
        if row.taken_by_id == talk.pk:
            return talk  # pressed twice
        if row.taken_by_id is not None:
            raise NotNow(say(TIME_GONE))
        keeping.move(talk, TalkMove.PICK)
        _take(talk, row)
        talk.changed_at, talk.sequence = at, talk.sequence + 1
        talk.save()
        keeping.replace_times(talk, ())
        row.taken_by = talk
        row.save(update_fields=["taken_by"])
        both = [(talk, rules.MENTOR), (talk, rules.MENTEE)]
        keeping.tell_all("talk.agreed", both, at=at)
        keeping.record(TALK_BOOKED, talk, by=by, at=at, kind=talk.kind, slot=talk.slot)
    return talk


def _take(talk: Invitation, time: OfferedTime) -> None:
    """Write the time that was booked into the talk."""
    talk.starts_at, talk.minutes, talk.way = time.starts_at, time.minutes, time.way
    keeping.wait_after_meeting(talk, time.starts_at)


def _locked(
    mentee: Participation, mentor: Participation, aims: Aims, *, by: User
) -> tuple[Participation, Participation]:
    """Lock both, and be sure that the two are a mentee and a mentor of one programme."""
    if mentee.programme_id != mentor.programme_id:
        raise NotVisible
    parts = keeping.lock_both(mentee, mentor, mutual=aims.mutual)
    mine, theirs = parts.get(mentee.pk), parts.get(mentor.pk)
    if mine is None or theirs is None or mine.role != rules.MENTEE or theirs.role != rules.MENTOR:
        raise NotVisible
    require(by, Capability.INVITE_MENTOR, mine)
    mine.programme = theirs.programme = mentee.programme
    return mine, theirs


def _slot(
    mine: Participation, theirs: Participation, aims: Aims, origin: str, *, at: datetime
) -> tuple[int, rules.Terms]:
    """Return the slot that this talk would hold, or refuse in words."""
    terms = rules.terms_of(mine.programme.design, origin)
    open_ones = Invitation.objects.filter(mentee=mine, state__in=[s.value for s in OPEN])
    taken = {slot or 0: who for slot, who in open_ones.values_list("slot", "mentor")}
    if theirs.pk in taken.values():
        raise AlreadyTalking(open_ones.get(mentor=theirs).pk)
    check_mentee(mine, at=at)
    if not may_be_invited(mine, theirs, origin, at=at, mutual=aims.mutual):
        raise rules.CannotInvite
    return rules.free_slot(taken, terms.most_open), terms


def _new(
    mine: Participation, theirs: Participation, origin: str, terms: rules.Terms, slot: int, *,
    at: datetime,
) -> Invitation:  # fmt: skip
    return Invitation(
        programme=mine.programme, mentor=theirs, mentee=mine, origin=origin, kind=terms.kind,
        slot=slot, minutes=terms.minutes, sent_at=at, changed_at=at,
    )  # fmt: skip
