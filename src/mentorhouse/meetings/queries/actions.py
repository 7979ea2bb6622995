"""Every read of actions: the open ones, those that are settled, and their words."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, QuerySet

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, require
from mentorhouse.meetings import rules
from mentorhouse.meetings.models import Action
from mentorhouse.meetings.queries.polls import people_in
from mentorhouse.meetings.states import ActionState
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.queries import partnership_for
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.vault.sealing import open_rows

GOING = (ActionState.OPEN.value, ActionState.LATE.value)


def open_actions(viewer: Viewer, partnership: Partnership) -> list[Action]:
    """Return what is still to be done, the next day first; nothing is opened."""
    return _of(partnership, going_actions(viewer, partnership))


def going_actions(viewer: Viewer, partnership: Partnership) -> QuerySet[Action]:
    """Return what is still to be done, to be paged."""
    require(viewer, Capability.READ_MEETING_LOG, partnership)
    rows = partnership.actions.filter(state__in=GOING).select_related("owner")
    return rows.order_by(F("due_on").asc(nulls_last=True), "added_at", "pk")


def settled_actions(viewer: Viewer, partnership: Partnership) -> QuerySet[Action]:
    """Return what was done or dropped, newest first, to be paged."""
    require(viewer, Capability.READ_MEETING_LOG, partnership)
    rows = partnership.actions.exclude(state__in=GOING).select_related("owner")
    return rows.order_by("-settled_at", "pk")


def read_actions(
    viewer: Viewer, rows: Iterable[Action], *, partnership: Partnership, at: datetime
) -> list[tuple[Action, str]]:
    """Open the words of actions of one partnership; one access entry for all."""
    wanted = _of(partnership, rows)
    texts = open_rows(viewer, wanted, at=at, purpose="read the actions")
    return [(row, text["words"]) for row, text in zip(wanted, texts, strict=True)]


def overdue(rows: Sequence[Action], *, today: date) -> list[Action]:
    """Return those of open actions whose day has passed and whose owner is still there."""
    late = [row for row in rows if rules.is_overdue(row.due_on, today=today)]
    return [row for row in late if row.owner_id in people_in(row.partnership)]


def action_for(viewer: Viewer, partnership_id: UUID, action_id: UUID) -> Action:
    """Return one action of a running partnership, for its people. Raises `NotVisible`."""
    partnership = partnership_for(viewer, partnership_id, Capability.WRITE_MEETING_LOG)
    row = Action.objects.filter(partnership=partnership, pk=action_id).select_related("owner")
    found = row.first()
    if found is None or partnership.state != PartnershipState.ACTIVE.value:
        raise NotVisible
    found.partnership = partnership
    return found


def action_of_letter(about: dict[str, str], *, states: Sequence[ActionState]) -> Action | None:
    """Return the action that a letter is about, unless it has moved on since."""
    return Action.objects.filter(
        pk=about["action"],
        carried=about["carried"],
        state__in=[state.value for state in states],
        partnership__state=PartnershipState.ACTIVE.value,
    ).first()


def _of(partnership: Partnership, rows: Iterable[Action]) -> list[Action]:
    wanted = list(rows)
    for row in wanted:
        row.partnership = partnership  # with its members: the policy asks for them
    return wanted
