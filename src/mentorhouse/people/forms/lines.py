"""A text of a profile as people type it: under the rule of spreadsheets, with its messages."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from mentorhouse.people.rules import as_line, name_missing, text_problem


class ProfileText(forms.CharField):
    """A text of a profile. What is wrong with it is said as an import says it."""

    def __init__(self, *, longest: int, lines: bool = False, **options: Any) -> None:
        super().__init__(max_length=longest, **options)
        self.longest, self.lines = longest, lines

    def run_validators(self, value: Any) -> None:
        """Ask the rule first; nothing else is said of the same text."""
        if problem := text_problem(value or "", longest=self.longest):
            raise ValidationError(str(problem))
        super().run_validators(value)

    def clean(self, value: Any) -> Any:
        """Return a line as a spreadsheet’s cell becomes one; a text of several lines as it is."""
        text = super().clean(value)
        return text if self.lines or not text else as_line(text)


class GivenName(ProfileText):
    """The one name that everybody has."""

    def __init__(self, **options: Any) -> None:
        super().__init__(longest=100, required=True, **options)

    def validate(self, value: Any) -> None:
        """Say that it is missing as an import says it."""
        if value in self.empty_values:
            raise ValidationError(str(name_missing()), code="required")
