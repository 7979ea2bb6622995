"""What this room keeps: partnerships and members, and what belongs to their life."""

from mentorhouse.partnerships.models.changing import Change, ChangeYes, Newcomer
from mentorhouse.partnerships.models.closing import (
    ContinueWish,
    EndProposal,
    EndYes,
    Farewell,
    OwnFarewell,
    TalkWish,
)
from mentorhouse.partnerships.models.living import (
    Correction,
    PhaseMove,
    Review,
    ReviewPart,
    Tick,
)
from mentorhouse.partnerships.models.partnerships import (
    AdjustmentsShare,
    Departure,
    Member,
    Partnership,
    RematchWish,
)
from mentorhouse.partnerships.models.shapes import RoleSwap, TeamPlan

__all__ = [
    "AdjustmentsShare",
    "Change",
    "ChangeYes",
    "ContinueWish",
    "Correction",
    "Departure",
    "EndProposal",
    "EndYes",
    "Farewell",
    "Member",
    "Newcomer",
    "OwnFarewell",
    "Partnership",
    "PhaseMove",
    "RematchWish",
    "Review",
    "ReviewPart",
    "RoleSwap",
    "TalkWish",
    "TeamPlan",
    "Tick",
]
