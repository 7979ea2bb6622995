"""Boxes of this room: an amount in pounds, and forms that know whether they are the newest."""

import uuid
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from mentorhouse.design.forms import Form
from mentorhouse.design.words import day, pounds
from mentorhouse.finance.rules.money import NotMoney, read_pounds
from mentorhouse.languages.saying import say

LONGEST_TYPED = 40


class PoundsField(forms.CharField):
    """An amount as people type it: 250, £1,250.50."""

    def __init__(self, *, nothing_too: bool = False, **options: Any) -> None:
        options.setdefault("help_text", _("In pounds, for example 250 or 249.99"))
        box = forms.TextInput(attrs={"width": 10, "inputmode": "decimal"})
        super().__init__(max_length=LONGEST_TYPED, widget=box, **options)
        self.nothing_too = nothing_too

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # an amount
        """Read the amount; what was typed is shown again with the refusal."""
        if value in self.empty_values:
            return None
        if isinstance(value, Decimal):
            return value
        try:
            return read_pounds(str(value), nothing_too=self.nothing_too)
        except NotMoney as refusal:
            raise ValidationError(str(refusal), code="invalid") from refusal

    def run_validators(self, value: Any) -> None:
        """Nothing more: reading said all."""

    def prepare_value(self, value: Any) -> Any:
        """Show an amount as it is typed."""
        return f"{value:.2f}".removesuffix(".00") if isinstance(value, Decimal) else value


def needed(form: Form, **names: bool) -> None:
    """Ask for boxes that depend on a choice: all of them while nobody has chosen.

    Their labels say when they are needed, so none of them is called optional before that.
    """
    for name, need in names.items():
        form.fields[name].required = need or not form.is_bound


def choices(states: Iterable[StrEnum]) -> list[tuple[str, Any]]:
    """Offer states to choose from."""
    return [(state.value, capfirst(_(state.value))) for state in states]


class OnceForm(Form):
    """A form that names itself, so that it counts once however often it is sent."""

    once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("once", uuid.uuid4())


class VersionedForm(Form):
    """A form over a row that two may change: `version` is the one that its writer began from."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def met_by(self, row: Any) -> list[tuple[str, str]]:
        """Return what is saved by now where it is not what was typed: label and value.

        The form goes on with what was typed, over the version that is saved by now. Nothing
        differs when the same form was sent twice.
        """
        self.data = dict(self.data.items()) | {"version": row.version}
        return [
            (str(field.label), said(getattr(row, name)))
            for name, field in self.fields.items()
            if not field.widget.is_hidden and self.cleaned_data.get(name) != getattr(row, name)
        ]


def said(value: object) -> str:
    """Put a saved value into words."""
    if value is None or value == "":
        return say("nothing")
    if isinstance(value, Decimal):
        return pounds(value)
    return day(value) if isinstance(value, date) else str(value)
