"""The shape of what people send: texts, a signature, answers, chosen rules, a day."""

from mentorhouse.agreements.forms.papers import (
    AskManagerForm,
    ManagersPartForm,
    SignForm,
    text_form,
    texts_of,
)
from mentorhouse.agreements.forms.preparing import StageForm
from mentorhouse.agreements.forms.together import CodeForm, DayForm, RulesForm

__all__ = [
    "AskManagerForm",
    "CodeForm",
    "DayForm",
    "ManagersPartForm",
    "RulesForm",
    "SignForm",
    "StageForm",
    "text_form",
    "texts_of",
]
