"""The shape of what is typed about nominations and opportunities; forms never save."""

from mentorhouse.talent.forms.nominations import (
    ActivityForm,
    NominationFilter,
    NominationForm,
    NominatorForm,
)
from mentorhouse.talent.forms.opportunities import (
    OpportunityFilter,
    OpportunityForm,
    PlacementForm,
)

__all__ = [
    "ActivityForm",
    "NominationFilter",
    "NominationForm",
    "NominatorForm",
    "OpportunityFilter",
    "OpportunityForm",
    "PlacementForm",
]
