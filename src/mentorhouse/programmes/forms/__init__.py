"""The shape of what is typed about a programme; forms never save."""

from mentorhouse.programmes.forms.matching import LadderForm, MatchingForm
from mentorhouse.programmes.forms.people import (
    CapacityForm,
    ClauseForm,
    CoordinatorForm,
    PeopleFilter,
    StartForm,
)
from mentorhouse.programmes.forms.topics import (
    ConfidentialityForm,
    MeetingsForm,
    PurposeForm,
    SizeForm,
    TopicForm,
)

__all__ = [
    "CapacityForm",
    "ClauseForm",
    "ConfidentialityForm",
    "CoordinatorForm",
    "LadderForm",
    "MatchingForm",
    "MeetingsForm",
    "PeopleFilter",
    "PurposeForm",
    "SizeForm",
    "StartForm",
    "TopicForm",
]
