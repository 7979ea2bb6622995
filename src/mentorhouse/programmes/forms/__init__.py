"""The shape of what is typed about a programme; forms never save."""

from mentorhouse.programmes.forms.coordination import (
    CoordinatorForm,
    HandOverForm,
    LocalForm,
    OverrideForm,
    PartnerForm,
    TermsForm,
)
from mentorhouse.programmes.forms.files import (
    CopyForm,
    DesignFileForm,
    LessonForm,
    UploadedDesign,
)
from mentorhouse.programmes.forms.matching import LadderForm, MatchingForm
from mentorhouse.programmes.forms.people import (
    CapacityForm,
    ClauseForm,
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
    "CopyForm",
    "DesignFileForm",
    "HandOverForm",
    "LadderForm",
    "LessonForm",
    "LocalForm",
    "MatchingForm",
    "MeetingsForm",
    "OverrideForm",
    "PartnerForm",
    "PeopleFilter",
    "PurposeForm",
    "SizeForm",
    "StartForm",
    "TermsForm",
    "TopicForm",
    "UploadedDesign",
]
