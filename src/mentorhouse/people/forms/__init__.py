"""The shape of what people write about themselves; forms never save."""

from mentorhouse.people.forms.background import EvidenceForm, MissingForm
from mentorhouse.people.forms.biography import BiographyForm
from mentorhouse.people.forms.conflicts import ConflictForm
from mentorhouse.people.forms.lines import GivenName, ProfileText
from mentorhouse.people.forms.private import AdjustmentsForm, PauseForm
from mentorhouse.people.forms.profile import IdentityForm, ProfileForm
from mentorhouse.people.forms.versions import Versioned
from mentorhouse.people.forms.words import BringForm, InterestsForm, MergeForm, TermForm

__all__ = [
    "AdjustmentsForm",
    "BiographyForm",
    "BringForm",
    "ConflictForm",
    "EvidenceForm",
    "GivenName",
    "IdentityForm",
    "InterestsForm",
    "MergeForm",
    "MissingForm",
    "PauseForm",
    "ProfileForm",
    "ProfileText",
    "TermForm",
    "Versioned",
]
