"""People: profile, biography, skills, background, pauses, and what they keep in private."""

from mentorhouse.people.models.background import Evidence, EvidencePiece
from mentorhouse.people.models.biography import Biography
from mentorhouse.people.models.conflicts import Conflict
from mentorhouse.people.models.pauses import Pause
from mentorhouse.people.models.private import Adjustments, IdentityAnswer, IdentityConsent
from mentorhouse.people.models.profile import Person
from mentorhouse.people.models.vocabulary import Skill, Term, Word

__all__ = [
    "Adjustments",
    "Biography",
    "Conflict",
    "Evidence",
    "EvidencePiece",
    "IdentityAnswer",
    "IdentityConsent",
    "Pause",
    "Person",
    "Skill",
    "Term",
    "Word",
]
