"""The shape of what is typed about a programme; forms never save."""

from mentorhouse.programmes.forms.coordination import (
    CoordinatorForm,
    HandOverForm,
    LocalForm,
    OverrideForm,
    PartnerForm,
    TermsForm,
)
from mentorhouse.programmes.forms.entries import EntryForm, KindForm, lacking, named
from mentorhouse.programmes.forms.files import (
    CopyForm,
    DesignFileForm,
    LessonForm,
    UploadedDesign,
)
from mentorhouse.programmes.forms.pauses import PlacePauseForm
from mentorhouse.programmes.forms.people import (
    NOTHING,
    CapacityForm,
    PeopleFilter,
    StartForm,
    WaiverForm,
)
from mentorhouse.programmes.forms.settings import SettingsForm, field_name
from mentorhouse.programmes.forms.translating import TranslationsForm

__all__ = [
    "NOTHING",
    "CapacityForm",
    "CoordinatorForm",
    "CopyForm",
    "DesignFileForm",
    "EntryForm",
    "HandOverForm",
    "KindForm",
    "LessonForm",
    "LocalForm",
    "OverrideForm",
    "PartnerForm",
    "PeopleFilter",
    "PlacePauseForm",
    "SettingsForm",
    "StartForm",
    "TermsForm",
    "TranslationsForm",
    "UploadedDesign",
    "WaiverForm",
    "field_name",
    "lacking",
    "named",
]
