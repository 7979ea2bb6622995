"""A form that carries the state from which its writer began."""

from typing import Any

from django import forms

from mentorhouse.design.forms import Form


class Versioned(Form):
    """`version` is what its writer began from; 0 for something new."""

    version = forms.IntegerField(
        widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1, initial=0
    )

    def refused(self, words: object, *, version: int, box: str | None = None) -> None:
        """Say why nothing was saved; what was typed stays, and saving again goes by `version`."""
        self.add_error(box, str(words))
        typed: Any = self.data
        self.data = typed.copy()
        self.data["version"] = str(version)  # type: ignore[index]  # a copy can be changed
