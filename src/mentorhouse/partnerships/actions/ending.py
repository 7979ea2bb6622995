"""Ending a partnership, and asking for another partner: no blame, and no reason asked (R5.13).

What else hangs on a running partnership is derived from its state: its meetings are not live, its
agreement is not written any more, its place is free. The two are never matched again in the
programme.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.access.states import NotNow, after
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark, say
from mentorhouse.notifications.actions import post_all
from mentorhouse.partnerships import rules
from mentorhouse.partnerships.actions.answering import locked
from mentorhouse.partnerships.actions.beginning import tell
from mentorhouse.partnerships.models import (
    Change,
    EndProposal,
    Member,
    Partnership,
    RematchWish,
    TalkWish,
)
from mentorhouse.partnerships.states import (
    CHANGE,
    PARTNERSHIP,
    REMATCH,
    ChangeMove,
    ChangeState,
    Ending,
    PartnershipMove,
    PartnershipState,
    ProposalState,
    RematchAnswer,
    RematchMove,
    RematchState,
    TalkState,
)
from mentorhouse.programmes.models import Participation
from mentorhouse.programmes.relations import day_of

PARTNERSHIP_ENDED = audit.Act("partnership.ended", mark("ended a partnership"))
REMATCH_WANTED = audit.Act("partnership.rematch_wanted", mark("asked for another partner"))
REMATCH_WITHDRAWN = audit.Act(
    "partnership.rematch_withdrawn", mark("took the wish for another partner back")
)
REMATCH_ANSWERED = audit.Act("partnership.rematch_answered", mark("decided on a rematch"))
ANSWER_WITHIN = timedelta(days=14)


def end(
    partnership: Partnership, kind: Ending, *, rematch: bool = False, by: User, at: datetime
) -> Partnership:
    """End a partnership for both. Twice is as once."""
    with transaction.atomic():
        row, members = locked(partnership.pk)
        require(by, Capability.END_PARTNERSHIP, row)
        if row.state == PartnershipState.ENDED:
            return row
        _check_of_two(row)
        end_for_all(row, members, kind, rematch=rematch, by=by, at=at)
    return row


def end_for_all(
    row: Partnership, members: Sequence[Member], kind: Ending, *, rematch: bool = False, by: User,
    at: datetime,
) -> None:  # fmt: skip
    """End a locked partnership for everybody in it, because one of them ends it."""
    mine = _own(members, by)
    note_offer(row, mine, at=at)
    finish(row, members, kind, at=at)
    if rematch and rules.coordinator_decides(row.programme.design):
        _wish(row, mine, at=at)
    others = [m for m in members if m.participation.person_id != by.pk]
    tell("partnership.ended", others, at=at)
    tell_coordinators("partnership.ended_told", row, str(row.pk), at=at)
    _record(PARTNERSHIP_ENDED, row, by=by, at=at, ending=row.ending)


def ask_rematch(partnership: Partnership, *, by: User, at: datetime) -> Partnership:
    """Ask for another partner; where the pair decides, the partnership ends. Twice is as once."""
    design = partnership.programme.design
    if not rules.has_rematch(design):
        raise NotVisible
    if not rules.coordinator_decides(design):
        return end(partnership, Ending.REMATCH, by=by, at=at)
    with transaction.atomic():
        row, members = locked(partnership.pk)
        require(by, Capability.END_PARTNERSHIP, row)
        _check_of_two(row)
        if row.state not in {PartnershipState.ACTIVE, PartnershipState.ENDED}:
            raise NotNow(say(rules.NOT_RUNNING))
        if _wish(row, _own(members, by), at=at):
            _record(REMATCH_WANTED, row, by=by, at=at)
    return row


def withdraw_rematch(partnership: Partnership, *, by: User, at: datetime) -> None:
    """Take one's wish for another partner back. Twice is as once."""
    with transaction.atomic():
        row, members = locked(partnership.pk)
        require(by, Capability.END_PARTNERSHIP, row)
        wishes = [
            one for one in _open_wishes(row) if one.by_id == _own(members, by).participation_id
        ]
        for wish in wishes:
            wish.state = after(REMATCH, RematchState(wish.state), RematchMove.WITHDRAW)
            wish.save(update_fields=["state"])
        if wishes:
            _record(REMATCH_WITHDRAWN, row, by=by, at=at)


def decide_rematch(
    partnership: Partnership, answer: RematchAnswer, *, by: User, at: datetime
) -> Partnership:
    """Decide what becomes of a wish for another partner; all that are open have one answer."""
    with transaction.atomic():
        row, members = locked(partnership.pk)
        require(by, Capability.DECIDE_REMATCH, row)
        wishes = _open_wishes(row)
        if not wishes:
            raise NotNow(say(rules.NO_WISH))
        _answer(wishes, answer, at=at)
        asked = {wish.by_id for wish in wishes}
        told, kind = members, f"rematch.{answer.value}"
        if answer is RematchAnswer.LOOK and row.state == PartnershipState.ACTIVE:
            finish(row, members, Ending.REMATCH, at=at)
            kind = "partnership.ended"
        elif answer is not RematchAnswer.TALK:
            told = [m for m in members if m.participation_id in asked]
        _post(kind, row, told, f"{row.pk}:{at.isoformat()}", at=at)
        _record(REMATCH_ANSWERED, row, by=by, at=at, answer=answer.value)
    return row


def finish(row: Partnership, members: Sequence[Member], kind: Ending, *, at: datetime) -> None:
    """Move a locked partnership to its end and free a place of each.

    Open wishes are met by it, and the final evaluation is due (R10.08).
    """
    row.state = after(
        PARTNERSHIP, PartnershipState(row.state), PartnershipMove.END, refusal=rules.NOT_RUNNING
    )
    row.ended_at, row.ending = at, kind.value
    asks = kind is not Ending.CHANGED and rules.asks_at_the_end(row.programme.design)
    row.evaluation_due_on = day_of(at) if asks else None
    row.save(update_fields=["state", "ended_at", "ending", "evaluation_due_on"])
    EndProposal.objects.filter(partnership=row, state=ProposalState.OPEN.value).update(
        state=ProposalState.OVERTAKEN.value
    )
    overtake_change(row, at=at)
    who = [member.participation_id for member in members]
    Participation.objects.filter(pk__in=who).update(places_taken=F("places_taken") - 1)
    _answer(_open_wishes(row), RematchAnswer.LOOK, at=at)


def overtake_change(row: Partnership, *, at: datetime) -> None:
    """Let a proposed change of a locked partnership go; those who join are told."""
    change = Change.objects.select_for_update(no_key=True).filter(
        partnership=row, state=ChangeState.OPEN.value
    ).first()  # fmt: skip
    if change is None:
        return
    change.state = after(CHANGE, ChangeState(change.state), ChangeMove.OVERTAKE).value
    change.closed_at = at
    change.save(update_fields=["state", "closed_at"])
    inside = {m.participation.person_id for m in row.members.select_related("participation")}
    new = {n.participation.person_id for n in change.newcomers.select_related("participation")}
    about = {"partnership": row.pk, "change": change.pk}
    post_all("change.off", [(who, about, str(change.pk)) for who in new - inside], at=at)


def note_offer(row: Partnership, mine: Member, *, at: datetime) -> None:
    """Note that a talk was offered before somebody left, unless they have asked for one (R10.06).

    Leaving never waits for it.
    """
    asked = TalkWish.objects.filter(partnership=row, participation=mine.participation)
    if not asked.exists():
        TalkWish.objects.create(
            partnership=row, participation=mine.participation, offered_at=at, closed_at=at,
            state=TalkState.NOT_WANTED.value,
        )  # fmt: skip


def _wish(row: Partnership, mine: Member, *, at: datetime) -> bool:
    """Note that a rematch is wanted and tell the co-ordinators; False if it was noted before."""
    if any(wish.by_id == mine.participation_id for wish in _open_wishes(row)):
        return False
    answer_by = day_of(at) + ANSWER_WITHIN
    wish = RematchWish.objects.create(
        partnership=row, by=mine.participation, wished_at=at, answer_by=answer_by
    )
    tell_coordinators("rematch.wanted", row, str(wish.pk), at=at)
    return True


def _open_wishes(row: Partnership) -> list[RematchWish]:
    wishes = RematchWish.objects.filter(partnership=row, state=RematchState.OPEN.value)
    return list(wishes.order_by("pk").select_for_update(no_key=True))


def _answer(wishes: Iterable[RematchWish], answer: RematchAnswer, *, at: datetime) -> None:
    for wish in wishes:
        wish.state = after(REMATCH, RematchState(wish.state), RematchMove.ANSWER)
        wish.answer, wish.answered_at = answer.value, at
        wish.save(update_fields=["state", "answer", "answered_at"])


def _own(members: Iterable[Member], by: User) -> Member:
    """Return somebody's place; who holds both roles is meant as the one who is mentored."""
    mine = [m for m in members if m.participation.person_id == by.pk]
    return min(mine, key=lambda m: m.role)


def _check_of_two(row: Partnership) -> None:
    if not rules.ends_for_all(row.shape):
        raise NotVisible


def _post(
    kind: str, row: Partnership, members: Iterable[Member], key: str, *, at: datetime
) -> None:
    about = {"partnership": row.pk}
    post_all(kind, [(m.participation.person_id, about, key) for m in members], at=at)


def tell_coordinators(
    kind: str, row: Partnership, key: str, *, at: datetime,
    about: Mapping[str, object] | None = None,
) -> None:  # fmt: skip
    """Write to those who see all and are not of the pair themselves."""
    rows = row.programme.coordinators.on(day_of(at)).central()
    pair = {m.participation.person_id for m in row.members.select_related("participation")}
    users = [user for user in rows.values_list("user", flat=True) if user not in pair]
    named = {"partnership": row.pk} | dict(about or {})
    post_all(kind, [(user, named, key) for user in users], at=at)


def _record(act: audit.Act, row: Partnership, *, by: User, at: datetime, **detail: object) -> None:
    audit.record(act, by=by, on=row, at=at, programme=row.programme_id, detail=detail)
