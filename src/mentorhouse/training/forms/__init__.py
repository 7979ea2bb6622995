"""The shapes of what is typed about training and events; forms never save."""

from mentorhouse.training.forms.records import (
    CheckForm,
    CourseCodeForm,
    LearnersFilter,
    RecordForm,
    RecordsFileForm,
    SystemForm,
)

__all__ = [
    "CheckForm",
    "CourseCodeForm",
    "LearnersFilter",
    "RecordForm",
    "RecordsFileForm",
    "SystemForm",
]
