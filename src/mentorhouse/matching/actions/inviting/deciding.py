"""Choosing one mentor, and the mentor's yes, with which the partnership begins (R5.08, R5.12).

Choosing releases nobody. When the mentor confirms, the mentee's other talks end with thanks, and
nobody is told who was chosen; whoever waits for a place that is gone is told kindly.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark, say
from mentorhouse.matching.actions.inviting import keeping
from mentorhouse.matching.models import Invitation
from mentorhouse.matching.queries.inviting.eligible import may_go_on
from mentorhouse.matching.rules import inviting as rules
from mentorhouse.matching.states.inviting import TalkMove, TalkState
from mentorhouse.partnerships.actions import agree
from mentorhouse.partnerships.rules import MatchGone, NoPlaceLeft, check_first
from mentorhouse.programmes.models import Programme

TALK_CHOSEN = audit.Act("talk.chosen", mark("chose a mentor after a first talk"))
TALK_CONFIRMED = audit.Act("talk.confirmed", mark("confirmed a mentee who chose them"))
TALK_LAPSED = audit.Act("talk.lapsed", mark("found that a first talk cannot go on"))
CANNOT_GO_ON = mark(
    "Sorry, this talk cannot lead to a partnership any more: a place is not free, or something "
    "about the two of you has changed. It is nothing that you did. We have told the other person."
)


def choose(talk: Invitation, *, by: User, at: datetime) -> Invitation:
    """Choose the mentor one has met. Raises `SomethingFirst`, or `NotNow` where it cannot go on."""
    with transaction.atomic():
        row = keeping.locked(talk, by=by)
        if keeping.side_of(row, by) != rules.MENTEE:
            raise NotVisible
        if row.state == TalkState.CHOSEN:
            return row  # pressed twice
        keeping.move(row, TalkMove.CHOOSE)
        check_first(by.pk, row.programme_id)
        others = [one for one in keeping.locked_around(row) if _other_of_mentee(one, row)]
        if any(one.state == TalkState.CHOSEN for one in others):
            raise NotNow(say("You have chosen another mentor, who has yet to answer."))
        possible = may_go_on(row, at=at)
        if possible:
            _choose(row, others, by=by, at=at)
        else:
            _lapse(row, tell=rules.MENTOR, by=by, at=at)
    if not possible:  # raised only now, so that the end stands
        raise NotNow(say(CANNOT_GO_ON))
    return row


def confirm(talk: Invitation, *, by: User, at: datetime) -> Invitation:
    """Confirm the mentee who chose one; the partnership begins and takes its places."""
    with transaction.atomic():
        programme = Programme.objects.select_for_update(no_key=True).get(pk=talk.programme_id)
        row = keeping.locked(talk, by=by)
        row.programme = programme
        if keeping.side_of(row, by) != rules.MENTOR:
            raise NotVisible
        if row.state == TalkState.CONFIRMED:
            return row  # pressed twice
        keeping.move(row, TalkMove.CONFIRM)
        around = [one for one in keeping.locked_around(row) if one.pk != row.pk]
        possible = may_go_on(row, at=at)
        if possible:
            _confirm(row, around, by=by, at=at)
        else:
            _lapse(row, tell=rules.MENTEE, by=by, at=at)
    if not possible:
        raise NotNow(say(CANNOT_GO_ON))
    return row


def _choose(row: Invitation, others: Sequence[Invitation], *, by: User, at: datetime) -> None:
    row.changed_at = at
    keeping.wait_from(row, at)
    row.save()
    _keep_open(row, others)
    keeping.tell("talk.chosen", row, rules.MENTOR, at=at)
    keeping.record(TALK_CHOSEN, row, by=by, at=at)


def _keep_open(row: Invitation, others: Sequence[Invitation]) -> None:
    """Let nobody whom the mentee has met expire while the chosen mentor has yet to answer."""
    if row.answer_by is None:
        return
    until = row.answer_by + timedelta(days=keeping.terms_of(row).answer_days)
    for one in others:
        if one.state == TalkState.MET and one.answer_by is not None and one.answer_by < until:
            one.answer_by, one.remind_at = until, row.answer_by
            one.save(update_fields=["answer_by", "remind_at"])


def _confirm(row: Invitation, around: Sequence[Invitation], *, by: User, at: datetime) -> None:
    row.slot = row.answer_by = row.remind_at = None
    row.changed_at = at
    row.save()
    also = [part for both in keeping.turned_of(row) for part in both]
    parts = (row.mentor, row.mentee, *also)
    full = {part.pk for part in parts if part.places_taken + 1 >= part.capacity}
    thanked = [one for one in around if one.mentee_id in full]
    _release(thanked, TalkMove.RELEASE, at=at)
    _release([one for one in around if one.mentor_id in full and one not in thanked],
             TalkMove.LAPSE, at=at)  # fmt: skip
    two, more = (row.mentor_id, row.mentee_id), [part.pk for part in also]
    try:
        row.partnership = agree(row.programme, *two, also=more, by=by, at=at)
    except (MatchGone, NoPlaceLeft) as refusal:
        raise NotNow(str(refusal)) from refusal
    row.save(update_fields=["partnership"])
    keeping.record(TALK_CONFIRMED, row, by=by, at=at, partnership=row.partnership.pk)


def _release(talks: Sequence[Invitation], what: TalkMove, *, at: datetime) -> None:
    """End talks: mentors are thanked, mentees are told kindly."""
    told = []
    for one in talks:
        keeping.close(one, what, at=at)
        told.append((one, rules.MENTOR if what is TalkMove.RELEASE else rules.MENTEE))
    kind = "talk.released" if what is TalkMove.RELEASE else "talk.lapsed"
    keeping.tell_all(kind, told, at=at)


def _lapse(row: Invitation, *, tell: str, by: User, at: datetime) -> None:
    row.refresh_from_db(fields=["state"])
    keeping.close(row, TalkMove.LAPSE, at=at)
    keeping.tell("talk.lapsed", row, tell, at=at)
    keeping.record(TALK_LAPSED, row, by=by, at=at)


def _other_of_mentee(one: Invitation, row: Invitation) -> bool:
    return one.mentee_id == row.mentee_id and one.pk != row.pk
