"""The shape of what people send: the text of the agreement, and a signature."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.policy import Capability, Relation
from mentorhouse.agreements.queries import Reading
from mentorhouse.agreements.rules import LONGEST_CLAUSE
from mentorhouse.design.forms import Form
from mentorhouse.design.two_writers import Box, TwoWritersForm


def text_form(
    reading: Reading, *, holding: frozenset[Relation], data: Mapping[str, Any] | None = None
) -> TwoWritersForm:
    """One box for each clause of a version."""
    return TwoWritersForm(
        [
            Box(clause.key, clause.title, longest=LONGEST_CLAUSE, rows=6)
            for clause in reading.clauses
        ],
        data,
        texts=texts_of(reading),
        revision=reading.number,
        capability=Capability.READ_AGREEMENT,
        holding=holding,
    )


def texts_of(reading: Reading) -> dict[str, str]:
    """Return the text of each clause by its key."""
    return {clause.key: clause.text for clause in reading.clauses}


class SignForm(Form):
    """A typed name under exactly the text that was read: its digest travels with the form."""

    name = forms.CharField(
        label=_("Your full name"),
        help_text=_("Typing your name and pressing the button is your signature."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
