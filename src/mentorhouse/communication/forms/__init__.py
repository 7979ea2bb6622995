"""The shape of what is typed in this room; forms never save."""

from mentorhouse.communication.forms.space import (
    AnswerForm,
    ChangeForm,
    KindFilter,
    Once,
    ThreadForm,
    WhyForm,
)
from mentorhouse.communication.forms.updates import (
    UpdateForm,
)

__all__ = [
    "AnswerForm",
    "ChangeForm",
    "KindFilter",
    "Once",
    "ThreadForm",
    "UpdateForm",
    "WhyForm",
]
