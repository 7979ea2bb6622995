"""One part of a sheet, as a form made of its boxes."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from mentorhouse.access.policy import Capability
from mentorhouse.design.forms import DateParts, OnceForm, SealedTextField, choices_of
from mentorhouse.development.rules.capabilities import PRACTICES
from mentorhouse.development.rules.sheets import Box, Part, refusals
from mentorhouse.languages.saying import mark, say

QUESTIONS = mark("Questions to think about")
HELP = mark("Choose those that help you. You need not choose any.")
LINE = 200
SHORT = forms.TextInput(attrs={"width": 4, "inputmode": "numeric"})
FIELDS: Mapping[str, Callable[..., forms.Field]] = {
    "day": DateParts,
    "minutes": forms.IntegerField,
    "choice": partial(forms.ChoiceField, widget=forms.RadioSelect),
    "several": partial(forms.MultipleChoiceField, widget=forms.CheckboxSelectMultiple),
}


class PartForm(OnceForm):
    """The boxes of one part, with its questions to choose from."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args: Any, part: Part, shared: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.part = part
        capability = Capability.READ_SHEET if shared else Capability.READ_OWN_NOTES
        if part.prompts:
            self.fields[part.chosen] = forms.MultipleChoiceField(
                label=gettext_lazy(QUESTIONS), help_text=gettext_lazy(HELP), required=False,
                widget=forms.CheckboxSelectMultiple,
                choices=choices_of({str(n): words for n, words in enumerate(part.prompts)}),
            )  # fmt: skip
        for box in part.boxes:
            self.fields[box.key] = _field(box, capability)
        self.ask_by_name()

    def clean(self) -> dict[str, Any]:
        """Say what is missing in the part."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name, refusal in refusals(self.part, cleaned).items():
            if name not in self.errors:
                self.add_error(name, refusal)
        return cleaned

    @property
    def answers(self) -> dict[str, Any]:
        """The answers, as they are kept."""
        keys = [box.key for box in self.part.boxes]
        if self.part.prompts:
            keys.append(self.part.chosen)
        kept = {key: self.cleaned_data[key] for key in keys}
        return {key: v.isoformat() if isinstance(v, date) else v for key, v in kept.items()}


def _field(box: Box, capability: Capability) -> forms.Field:
    about: dict[str, Any] = {"label": gettext_lazy(box.label), "required": box.required}
    if box.hint:
        about["help_text"] = gettext_lazy(box.hint)
    if box.kind in {"text", "line"}:
        line: dict[str, Any] = (
            {"max_length": LINE, "widget": forms.TextInput()} if box.kind == "line" else {}
        )
        return SealedTextField(capability=capability, rows=4, **line, **about)
    if box.kind in {"choice", "several"}:
        about["choices"] = choices_of(dict(box.choices))
    if box.kind == "minutes":
        about |= {"min_value": box.lowest, "max_value": box.highest, "widget": SHORT}
    return _scale(box, about) if box.kind == "scale" else FIELDS[box.kind](**about)


def _scale(box: Box, about: dict[str, Any]) -> forms.Field:
    practices = PRACTICES.get(box.key)
    if practices:
        about["help_text"] = " ".join(f"{say(each)}." for each in practices)
    numbers = [(str(n), str(n)) for n in range(box.lowest, box.highest + 1)]
    return forms.TypedChoiceField(
        choices=[("", gettext_lazy(mark("Choose a number"))), *numbers], coerce=int,
        empty_value=None, **about,
    )  # fmt: skip
