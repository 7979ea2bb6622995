"""What one of a partnership does before next time: adding it, and what becomes of it (R7.09)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.access.states import NotNow, after
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark, say
from mentorhouse.meetings import rules
from mentorhouse.meetings.models import Action, Meeting
from mentorhouse.meetings.states import ACTION, ActionMove, ActionState
from mentorhouse.notifications import post
from mentorhouse.partnerships.models import Member, Partnership
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.vault.sealing import seal

ADDED = audit.Act("pair_action.added", mark("agreed an action"))
MOVED_ON = audit.Act("pair_action.moved_on", mark("said how an action stands"))


@dataclass(frozen=True)
class Doing:
    """What is to be done, who does it and by when."""

    words: str
    owner: UUID
    due_on: date | None = None


def add_action(
    partnership: Partnership, doing: Doing, *, once: UUID, by: User, at: datetime,
    came_from: str = Action.CameFrom.CONVERSATION.value, meeting: Meeting | None = None,
) -> Action:  # fmt: skip
    """Add an action; sending the same form twice adds it once."""
    with transaction.atomic():
        row = Partnership.objects.select_for_update(no_key=True).get(pk=partnership.pk)
        require(by, Capability.WRITE_MEETING_LOG, row)
        sent = Action.objects.filter(pk=once).first()
        if sent is not None and sent.partnership_id == row.pk:
            return sent
        theirs = row.members.filter(participation__person=doing.owner)
        if sent or row.state != PartnershipState.ACTIVE.value or not theirs.exists():
            raise NotVisible
        action = Action(
            pk=once, partnership=row, meeting=meeting, came_from=came_from,
            owner_id=doing.owner, added_by_id=by.pk, added_at=at, due_on=doing.due_on,
        )  # fmt: skip
        seal(action, words=doing.words)
        action.save(force_insert=True)
        _remind(action, at=at)
        _record(ADDED, action, by=by, at=at)
    return action


def move_on(
    action: Action, move: ActionMove, *, due_on: date | None = None, by: User, at: datetime
) -> Action:
    """Say how an action stands. Two who tick it at once: the second is told that it is done."""
    with transaction.atomic():
        row = Action.objects.select_for_update(no_key=True).get(pk=action.pk)
        row.partnership = action.partnership  # with its members: the policy asks for them
        require(by, Capability.WRITE_MEETING_LOG, row)
        state = after(ACTION, ActionState(row.state), move, refusal=say(
            "This was said already. The list shows how the action stands now."
        ))  # fmt: skip
        if move is ActionMove.BE_LATE and row.owner_id != by.pk:
            raise NotNow(say("Only the person who does it can say that it will be late."))
        row.state = state.value
        row.settled_at = None if move in _GOES_ON else at
        if move is ActionMove.CARRY:
            row.due_on, row.carried = due_on, row.carried + 1
            _remind(row, at=at)
        row.save()
        if move is ActionMove.BE_LATE:
            _tell_partners(row, by=by, at=at)
        _record(MOVED_ON, row, by=by, at=at)
    return row


_GOES_ON = (ActionMove.BE_LATE, ActionMove.CARRY, ActionMove.REOPEN)


def _remind(action: Action, *, at: datetime) -> None:
    if action.due_on is None:
        return
    due = rules.reminded_at(action.due_on, zone=timezone.get_default_timezone_name(), at=at)
    owner = User.objects.get(person=action.owner_id)
    post("action.due", to=owner, about=_about(action), at=at, key=_key(action), due=due)


def _tell_partners(action: Action, *, by: User, at: datetime) -> None:
    others = Member.objects.filter(partnership=action.partnership_id)
    for member in others.select_related("participation__person__user"):
        user = member.participation.person.user
        if user.pk != by.pk:
            post("action.late", to=user, about=_about(action), at=at, key=_key(action))


def _about(action: Action) -> dict[str, object]:
    return {
        "partnership": action.partnership_id, "action": action.pk, "carried": action.carried
    }  # fmt: skip


def _key(action: Action) -> str:
    return f"{action.pk}:{action.carried}"


def _record(act: audit.Act, action: Action, *, by: User, at: datetime) -> None:
    programme = action.partnership.programme_id
    audit.record(act, by=by, on=action, at=at, programme=programme, detail={"state": action.state})
