"""A talk with the programme before an end: offered, noted as offered, never in the way (R10.06)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.access.states import NotNow, after
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark, say
from mentorhouse.partnerships.actions.ending import tell_coordinators
from mentorhouse.partnerships.actions.members import locked_running, own, record, tell_others
from mentorhouse.partnerships.models import Partnership, TalkWish
from mentorhouse.partnerships.states import TALK, TALK_IS_OPEN, TalkMove, TalkState

TALK_WANTED = audit.Act("partnership.talk_wanted", mark("asked the programme for a talk"))
TALK_WITHDRAWN = audit.Act("partnership.talk_withdrawn", mark("took the wish for a talk back"))
TALK_ANSWERED = audit.Act("partnership.talk_answered", mark("saw to a talk that was asked for"))
NOT_OPEN = mark("This talk is not waiting any more, so nothing was changed.")


def ask_for_talk(partnership: Partnership, *, with_both: bool, by: User, at: datetime) -> TalkWish:
    """Ask for a talk, alone or with everybody. Twice is as once; nothing else changes."""
    with transaction.atomic():
        row = locked_running(partnership.pk, Capability.ASK_FOR_TALK, by)
        mine = own(row, by)
        rows = TalkWish.objects.select_for_update(no_key=True)
        found = rows.filter(
            partnership=row, participation=mine, state__in=[s.value for s in TALK_IS_OPEN]
        ).first()
        if found and found.with_both == with_both:
            return found
        made = found or TalkWish(partnership=row, participation=mine, offered_at=at)
        made.state, made.with_both = TalkState.WANTED.value, with_both
        made.save()
        tell_coordinators("talk.wanted", row, str(made.pk), at=at, about={"talk": made.pk})
        record(TALK_WANTED, row, by=by, at=at, with_both=with_both)
    return made


def withdraw_talk(partnership: Partnership, *, by: User, at: datetime) -> None:
    """Take one's wish for a talk back. Twice is as once."""
    with transaction.atomic():
        row = locked_running(partnership.pk, Capability.ASK_FOR_TALK, by)
        rows = TalkWish.objects.select_for_update(no_key=True)
        wishes = list(
            rows.filter(
                partnership=row,
                participation__person=by.pk,
                state__in=[s.value for s in TALK_IS_OPEN],
            ).order_by("pk")
        )
        for wish in wishes:
            _move(wish, TalkMove.WITHDRAW, at=at)
        if wishes:
            record(TALK_WITHDRAWN, row, by=by, at=at)


def see_to_talk(
    partnership: Partnership, talk_id: UUID, move: TalkMove, *, by: User, at: datetime
) -> TalkWish:
    """Mediate, where that was asked for, or note that you have talked; as a co-ordinator."""
    with transaction.atomic():
        row = Partnership.objects.select_for_update(no_key=True).get(pk=partnership.pk)
        require(by, Capability.MEDIATE, row)
        rows = TalkWish.objects.select_for_update(no_key=True)
        wish = rows.filter(pk=talk_id, partnership=row).first()
        if wish is None or move is TalkMove.WITHDRAW:
            raise NotVisible
        if move is TalkMove.MEDIATE and not wish.with_both:
            raise NotNow(say(NOT_OPEN))
        _move(wish, move, at=at)
        if move is TalkMove.MEDIATE:
            tell_others("talk.mediating", row, by, str(wish.pk), at=at)
        record(TALK_ANSWERED, row, by=by, at=at, state=str(wish.state))
    return wish


def _move(wish: TalkWish, move: TalkMove, *, at: datetime) -> None:
    wish.state = after(TALK, TalkState(wish.state), move, refusal=say(NOT_OPEN))
    wish.closed_at = None if wish.state in TALK_IS_OPEN else at
    wish.save(update_fields=["state", "closed_at"])
