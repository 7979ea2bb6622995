"""Every read of the steering group (R2.07)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, require
from mentorhouse.governance.models import (
    BoardAction,
    BoardMeeting,
    BoardMember,
    BodyLink,
    Gap,
    Objective,
    Paper,
    SteeringGroup,
)
from mentorhouse.governance.relations import seated
from mentorhouse.programmes.models import Programme


@dataclass(frozen=True)
class Board:
    """The group's page at once; each list is short by its nature."""

    group: SteeringGroup
    members: list[BoardMember]
    objectives: list[Objective]
    gaps: list[Gap]
    links: list[BodyLink]


def group_of(viewer: Viewer, programme: Programme) -> SteeringGroup:
    """Return what the group is for; an unsaved one of version 0 before anybody has written it."""
    require(viewer, Capability.SEE_GOVERNANCE, programme)
    row = SteeringGroup.objects.filter(programme=programme).first()
    return row or SteeringGroup(programme=programme, name="Steering group", version=0)


def board_of(viewer: Viewer, programme: Programme, *, on: date) -> Board:
    """Return the group with those who sit in it today."""
    seats = programme.board_members.filter(seated(on)).select_related("user__person")
    group = group_of(viewer, programme)
    return Board(
        group,
        sorted(seats, key=lambda seat: (RANKS.index(seat.role), seat.name.casefold())),
        list(Objective.objects.filter(programme=programme)),
        list(Gap.objects.filter(programme=programme)),
        list(BodyLink.objects.filter(programme=programme)),
    )


RANKS = BoardMember.Role.values


def members_of(viewer: Viewer, programme: Programme) -> QuerySet[BoardMember]:
    """Return every seat, those that have ended as well."""
    require(viewer, Capability.RUN_GOVERNANCE, programme)
    return programme.board_members.select_related("user__person").order_by("until", "since", "pk")


def member_for(viewer: Viewer, programme: Programme, member_id: UUID) -> BoardMember:
    """Return one seat."""
    row = members_of(viewer, programme).filter(pk=member_id).first()
    if row is None:
        raise NotVisible
    return row


def meetings_of(viewer: Viewer, programme: Programme) -> QuerySet[BoardMeeting]:
    """Return the group's meetings, the newest first, with what each holds."""
    require(viewer, Capability.SEE_GOVERNANCE, programme)
    return BoardMeeting.objects.filter(programme=programme).annotate(
        papers_count=Count("papers", distinct=True),
        decisions_count=Count("decisions", distinct=True),
        open_actions=Count("actions", filter=Q(actions__done_on=None), distinct=True),
    )


def meeting_for(viewer: Viewer, programme: Programme, meeting_id: UUID) -> BoardMeeting:
    """Return one meeting."""
    row = meetings_of(viewer, programme).filter(pk=meeting_id).first()
    if row is None:
        raise NotVisible
    return row


def actions_of(viewer: Viewer, meeting: BoardMeeting) -> QuerySet[BoardAction]:
    """Return what is to be done after a meeting."""
    require(viewer, Capability.SEE_GOVERNANCE, meeting.programme)
    return BoardAction.objects.filter(meeting=meeting).select_related("owner__person")


def open_actions(viewer: Viewer, programme: Programme) -> QuerySet[BoardAction]:
    """Return what is still to be done, from every meeting."""
    require(viewer, Capability.SEE_GOVERNANCE, programme)
    rows = BoardAction.objects.filter(BoardAction.OPEN, programme=programme)
    return rows.select_related("owner__person", "meeting")


def paper_for(viewer: Viewer, programme: Programme, paper_id: UUID) -> Paper:
    """Return one paper."""
    require(viewer, Capability.SEE_GOVERNANCE, programme)
    row = Paper.objects.select_related("meeting").filter(pk=paper_id, programme=programme).first()
    if row is None:
        raise NotVisible
    return row


def seat_of(programme_id: str, user_id: UUID) -> BoardMember | None:
    """Return the seat that a letter to this person is about; None when it is gone."""
    rows = BoardMember.objects.select_related("programme")
    return rows.filter(programme_id=programme_id, user_id=user_id).first()
