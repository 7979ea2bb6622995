"""What the governance of a programme keeps, one file a topic."""

from mentorhouse.governance.models.board import (
    BoardAction,
    BoardMeeting,
    BoardMember,
    BodyLink,
    Decision,
    Gap,
    Objective,
    Paper,
    SteeringGroup,
)
from mentorhouse.governance.models.champion import Champion, Obstacle
from mentorhouse.governance.models.checks import CheckNote, Risk
from mentorhouse.governance.models.entry import Entry, Owned
from mentorhouse.governance.models.needs import Need, NeedsYear
from mentorhouse.governance.models.partners import Assessment
from mentorhouse.governance.models.plan import Milestone
from mentorhouse.governance.models.stakeholders import Input, Message, Stakeholder

__all__ = [
    "Assessment",
    "BoardAction",
    "BoardMeeting",
    "BoardMember",
    "BodyLink",
    "Champion",
    "CheckNote",
    "Decision",
    "Entry",
    "Gap",
    "Input",
    "Message",
    "Milestone",
    "Need",
    "NeedsYear",
    "Objective",
    "Obstacle",
    "Owned",
    "Paper",
    "Risk",
    "Stakeholder",
    "SteeringGroup",
]
