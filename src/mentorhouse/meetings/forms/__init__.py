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
from mentorhouse.meetings.forms.polls import (
    AnswersForm,
    EnoughForm,
    PollTimesForm,
)

__all__ = [
    "LOG",
    "WAYS",
    "AnswersForm",
    "ChangeDetailsForm",
    "DetailsForm",
    "EnoughForm",
    "FactsForm",
    "PollTimesForm",
    "TimesForm",
    "guide",
    "log_boxes",
    "log_form",
]
