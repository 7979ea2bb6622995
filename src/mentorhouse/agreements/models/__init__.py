"""What the room keeps of agreements, of preparing them, and of a line manager's part."""

from mentorhouse.agreements.models.agreements import (
    Agreement,
    Clause,
    Party,
    Signature,
    Version,
)
from mentorhouse.agreements.models.keeping import Code, Look, StillRight, TalkedThrough
from mentorhouse.agreements.models.managers import ManagersPart
from mentorhouse.agreements.models.preparing import Preparation, PreparedPart

__all__ = [
    "Agreement",
    "Clause",
    "Code",
    "Look",
    "ManagersPart",
    "Party",
    "Preparation",
    "PreparedPart",
    "Signature",
    "StillRight",
    "TalkedThrough",
    "Version",
]
