"""The shape of a self-assessment and of feedback on a mentor’s practice."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.policy import Capability
from mentorhouse.design.fields import SealedTextField
from mentorhouse.design.forms import Form
from mentorhouse.languages.saying import say
from mentorhouse.supervision.rules import BEHAVIOURS, SCALE


def _points(words: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=words,
        choices=[(value, say(told)) for value, told in SCALE.items()],
        coerce=int,
        required=False,
        empty_value=None,
        widget=forms.RadioSelect,
    )


class Scales(Form):
    """Lines that are answered on the scale, each optional."""

    lines: Mapping[str, str]

    def add_lines(self, lines: Mapping[str, str]) -> None:
        """Put the lines first, in their order."""
        self.lines = lines
        others = dict(self.fields)
        self.fields.clear()
        self.fields |= {name: _points(words) for name, words in lines.items()} | others
        self.ask_by_name()

    def answered(self) -> list[tuple[str, int]]:
        """Return the name and points of each line that was answered."""
        return [
            (name, self.cleaned_data[name])
            for name in self.lines
            if self.cleaned_data.get(name) is not None
        ]


class AssessForm(Scales):
    """How a mentor sees their own practice: seven behaviours, and the person specification."""

    once = forms.UUIDField(widget=forms.HiddenInput)
    note = SealedTextField(
        label=_("A note to yourself"), required=False, capability=Capability.READ_SELF_ASSESSMENT
    )

    def __init__(self, *args: Any, specification: list[str], **options: Any) -> None:
        options["initial"] = {"once": uuid4()} | (options.get("initial") or {})
        super().__init__(*args, **options)
        behaviours = {key: say(words) for key, words in BEHAVIOURS.items()}
        items = {f"item_{number}": words for number, words in enumerate(specification)}
        self.add_lines(behaviours | items)

    def points(self) -> list[tuple[str, int]]:
        """Return the words and points of each line that was answered."""
        return [(self.lines[name], value) for name, value in self.answered()]


class FeedbackForm(Scales):
    """What a mentee says of their mentor’s practice."""

    openly = forms.ChoiceField(
        label=_("How may your mentor read this?"),
        choices=(
            ("no", _("Only together with other mentees, as averages without names")),
            ("yes", _("Openly, with my name")),
        ),
        widget=forms.RadioSelect,
    )
    words = SealedTextField(
        label=_("Would you like to add something?"),
        help_text=_("Only if your mentor reads it openly. Words would tell who you are."),
        required=False,
        max_length=2000,
        capability=Capability.READ_PRACTICE_FEEDBACK,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.add_lines({key: say(words) for key, words in BEHAVIOURS.items()})

    def clean(self) -> dict[str, Any]:
        """Refuse words that would be thrown away."""
        said = super().clean() or {}
        if said.get("openly") == "no" and said.get("words"):
            self.add_error(
                "words",
                _("Words cannot be put together with others’. Take them out, or choose “openly”."),
            )
        return said
