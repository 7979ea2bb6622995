"""The shape of what people send."""

from mentorhouse.meetings.forms.actions import ActionForm, MoveOnForm
from mentorhouse.meetings.forms.agendas import (
    DidYouMeetForm,
    ItemForm,
    PrepareForm,
    meeting_notes_form,
)
from mentorhouse.meetings.forms.contacts import CheckInForm, ContactForm, MessageForm
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
from mentorhouse.meetings.forms.series import SeriesForm
from mentorhouse.meetings.forms.sessions import (
    AskSessionForm,
    SessionDetailsForm,
    notes_form,
)

__all__ = [
    "LOG",
    "WAYS",
    "ActionForm",
    "AnswersForm",
    "AskSessionForm",
    "ChangeDetailsForm",
    "CheckInForm",
    "ContactForm",
    "DetailsForm",
    "DidYouMeetForm",
    "EnoughForm",
    "FactsForm",
    "ItemForm",
    "MessageForm",
    "MoveOnForm",
    "PollTimesForm",
    "PrepareForm",
    "SeriesForm",
    "SessionDetailsForm",
    "TimesForm",
    "guide",
    "log_boxes",
    "log_form",
    "meeting_notes_form",
    "notes_form",
]
