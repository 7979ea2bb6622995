"""The shape of contact between meetings, of a message and of a check-in."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.policy import Capability
from mentorhouse.design.forms import DateParts, Form, OnceForm, SealedTextField, choices_of
from mentorhouse.meetings import rules
from mentorhouse.meetings.models import Meeting


class ContactForm(Form):
    """That one was in touch: a day, a way, and whether it was out of turn."""

    made_on = DateParts(label=_("When were you in touch?"))
    way = forms.ChoiceField(label=_("How?"), choices=Meeting.Way.choices, widget=forms.RadioSelect)
    exceptional = forms.BooleanField(
        label=_("It was out of turn: something that could not wait"), required=False
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, today: date, **options: Any
    ) -> None:
        super().__init__(data, initial={"made_on": today}, **options)
        self.today = today

    def clean_made_on(self) -> date:
        """Take a day that has come."""
        day: date = self.cleaned_data["made_on"]
        if day > self.today:
            raise forms.ValidationError(_("This day is still to come. Note it afterwards."))
        return day


class MessageForm(OnceForm):
    """A message to one's partner."""

    text = SealedTextField(
        label=_("Your message"), capability=Capability.EXCHANGE_MESSAGES, max_length=4000, rows=4
    )


class CheckInForm(Form):
    """Whether it works, and whether a word with the co-ordinator is wanted."""

    answer = forms.ChoiceField(
        label=_("Does the mentoring work for you?"), choices=choices_of(rules.WORKS),
        widget=forms.RadioSelect,
    )  # fmt: skip
    wants_talk = forms.BooleanField(
        label=_("I would like a word with the co-ordinator"), required=False
    )
