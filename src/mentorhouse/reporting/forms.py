"""What is asked of how well a match fits."""

from collections.abc import Mapping
from typing import Any

from django import forms

from mentorhouse.design.forms import Form, choices_of
from mentorhouse.languages.saying import say
from mentorhouse.reporting.rules.fit import QUESTIONS, STEPS


class FitForm(Form):
    """Three short questions with five steps each; nothing to write."""

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        for key, words in QUESTIONS.items():
            self.fields[key] = forms.ChoiceField(
                label=say(words), choices=choices_of(STEPS), widget=forms.RadioSelect
            )
        self.ask_by_name()

    @property
    def points(self) -> dict[str, int]:
        """What was chosen."""
        return {key: int(self.cleaned_data[key]) for key in QUESTIONS}
