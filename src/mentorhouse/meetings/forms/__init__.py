"""The shape of what people send."""

from mentorhouse.meetings.forms.meetings import (
    LOG,
    WAYS,
    ChangeDetailsForm,
    DetailsForm,
    FactsForm,
    TimesForm,
    guide,
    log_boxes,
    log_form,
)

__all__ = [
    "LOG",
    "WAYS",
    "ChangeDetailsForm",
    "DetailsForm",
    "FactsForm",
    "TimesForm",
    "guide",
    "log_boxes",
    "log_form",
]
