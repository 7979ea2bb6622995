"""What is asked in a review of the relationship and in a talk about the course."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.policy import Capability
from mentorhouse.design.fields import DateParts, SealedTextField
from mentorhouse.design.forms import Form
from mentorhouse.design.two_writers import Box, TwoWritersForm
from mentorhouse.languages.saying import say
from mentorhouse.partnerships.models import Correction, Review
from mentorhouse.partnerships.rules.reviews import CHOICES, LONGEST, ORDER, TEXTS


class PartForm(Form):
    """One member's own part of a review. Every box may stay empty."""

    done = forms.BooleanField(
        label=_("I am done"),
        help_text=_("Once all of you are done, everybody reads all answers, and they stay so."),
        required=False,
    )

    def __init__(self, data: Mapping[str, Any] | None = None, **options: Any) -> None:
        super().__init__(data, **options)
        for name in ORDER:
            self.fields[name] = _field(name)
        self.order_fields([*ORDER, "done"])


def _field(name: str) -> forms.Field:
    if name in TEXTS:
        return SealedTextField(
            capability=Capability.READ_REVIEW_PART, label=say(TEXTS[name]), required=False,
            max_length=LONGEST,
        )  # fmt: skip
    question, answers = CHOICES[name]
    return forms.ChoiceField(
        label=say(question), required=False, widget=forms.RadioSelect,
        choices=[(key, say(words)) for key, words in answers.items()],
    )  # fmt: skip


def outcome_form(
    review: Review, text: str, data: Mapping[str, Any] | None = None
) -> TwoWritersForm:
    """Return the form for what a review leads to, in which all may write."""
    hint = say("For example what you keep, what you try, and what you change in your agreement.")
    box = Box("agreed", say("What do you agree on?"), hint=hint)
    return TwoWritersForm(
        (box,), data, texts={"agreed": text}, revision=review.revision,
        capability=Capability.REVIEW_TOGETHER,
    )  # fmt: skip


class SettleForm(Form):
    """Closes a review and keeps the day for the next."""

    review_on = DateParts(
        label=_("When do you look back again?"),
        help_text=_("Leave it empty if you would rather decide later."),
        required=False,
    )


class TopicForm(Form):
    """Asks for a talk about how it goes."""

    topic = SealedTextField(
        capability=Capability.CORRECT_COURSE,
        label=_("What would you like to talk about?"),
        help_text=_("You need not say it here. The others read it and can think about it first."),
        required=False,
    )


def course_form(
    talk: Correction, text: str, data: Mapping[str, Any] | None = None
) -> TwoWritersForm:
    """Return the form for what a pair tries from now on."""
    hint = say("What you try, who does what, and when you look at it again.")
    box = Box("agreed", say("What do you try from now on?"), hint=hint)
    return TwoWritersForm(
        (box,), data, texts={"agreed": text}, revision=talk.revision,
        capability=Capability.CORRECT_COURSE,
    )  # fmt: skip
