"""What the clock does with first talks: remind, end what nobody answered, let go (R5.20).

Each talk is a deed of its own, so that one that goes wrong holds up no other, and doing it again
changes nothing.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction

from mentorhouse import audit
from mentorhouse.languages.saying import mark
from mentorhouse.matching.actions.inviting import keeping
from mentorhouse.matching.models import Invitation
from mentorhouse.matching.queries.inviting.ending import gone, overdue, to_remind
from mentorhouse.matching.rules import inviting as rules
from mentorhouse.matching.states.inviting import OPEN, TalkMove, TalkState
from mentorhouse.notifications.clock import one_by_one

TALK_EXPIRED = audit.Act("talk.expired", mark("ended a first talk that nobody answered"))
TALK_LET_GO = audit.Act("talk.let_go", mark("ended a first talk that cannot go on"))
BOTH = (rules.MENTOR, rules.MENTEE)


def remind(*, at: datetime) -> int:
    """Remind, once, whoever has yet to answer; return how many talks it was."""
    return one_by_one(partial(_remind, at=at), to_remind(at=at))


def end_overdue(*, at: datetime) -> int:
    """End talks whose time to answer is over, and tell both; return how many."""
    return one_by_one(
        lambda pk: _end(pk, TalkMove.EXPIRE, TALK_EXPIRED, "end overdue talks", at=at),
        overdue(at=at),
    )


def let_go(*, at: datetime) -> int:
    """End talks to which nothing can come any more: a place is taken, somebody has left."""
    return _let_go(gone(at=at), at=at)


def _let_go(talks: Iterable[UUID], *, at: datetime) -> int:
    return one_by_one(
        lambda pk: _end(pk, TalkMove.LAPSE, TALK_LET_GO, "let talks go", at=at), talks
    )


def _remind(pk: UUID, *, at: datetime) -> bool:
    with transaction.atomic():
        row = _locked(pk)
        if row is None or row.remind_at is None or row.remind_at > at:
            return False
        row.remind_at, row.reminded_at = None, at
        row.save(update_fields=["remind_at", "reminded_at"])
        turn = rules.whose_turn(row.state, row.starts_at, at=at)
        asked = BOTH if row.state == TalkState.AGREED else (turn,)
        keeping.tell_all("talk.reminded", [(row, role) for role in asked if role], at=at)
    return True


def _end(pk: UUID, what: TalkMove, act: audit.Act, task: str, *, at: datetime) -> bool:
    with transaction.atomic():
        row = _locked(pk)
        if row is None or (what is TalkMove.EXPIRE and not _is_overdue(row, at)):
            return False
        keeping.close(row, what, at=at)
        keeping.tell_all(f"talk.{row.state}", [(row, role) for role in BOTH], at=at)
        audit.record(act, by=None, task=task, on=row, at=at, programme=row.programme_id)
    return True


def _is_overdue(row: Invitation, at: datetime) -> bool:
    return row.answer_by is not None and row.answer_by <= at


def _locked(pk: UUID) -> Invitation | None:
    """Lock both people and the talk; None if it has ended meanwhile."""
    rows = Invitation.objects.select_related("programme", "mentor", "mentee")
    talk = rows.filter(pk=pk).first()
    if talk is None:
        return None
    parts = keeping.lock_both(talk.mentee, talk.mentor, mutual=talk.mutual)
    row = Invitation.objects.select_for_update(no_key=True).get(pk=pk)
    row.mentor, row.mentee = parts[row.mentor_id], parts[row.mentee_id]
    row.programme = talk.programme
    return row if TalkState(row.state) in OPEN else None
