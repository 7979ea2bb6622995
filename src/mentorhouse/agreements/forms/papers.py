"""The shape of what people send: the agreement's text, a signature, a line manager's part."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid5

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.policy import Capability, Relation
from mentorhouse.agreements.queries import Reading
from mentorhouse.agreements.rules import (
    LONGEST_CLAUSE,
    LONGEST_SUPPORT,
    LONGEST_TALKS,
    PartSaid,
)
from mentorhouse.agreements.states import PartMove
from mentorhouse.design.forms import Form, HoursField, OnceForm, SealedTextField
from mentorhouse.design.two_writers import Box, TwoWritersForm

SIGNED_BOXES = ("hours", "support", "talks", "understands", "name")


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


class AskManagerForm(Form):
    """Whom the mentee asks for the line manager's part."""

    name = forms.CharField(label=_("Your line manager’s full name"), max_length=200)
    email = forms.EmailField(
        label=_("Your line manager’s e-mail address at work"),
        help_text=_("Before anything is sent, you see the letter and the page that they will see."),
        error_messages={"invalid": _("Enter an e-mail address, for example name@example.org")},
    )

    def whom(self) -> dict[str, str]:
        """Return who is asked."""
        return {name: self.cleaned_data[name] for name in ("name", "email")}


class ManagersPartForm(OnceForm):
    """What a line manager agrees and signs, or that they would like to talk first."""

    answer = forms.ChoiceField(
        label=_("What would you like to do?"),
        choices=[
            (PartMove.SIGN.value, _("Agree on time and support, and sign my part")),
            (PartMove.ASK_TO_TALK.value, _("Talk about it first")),
        ],
        widget=forms.RadioSelect,
    )
    hours = HoursField(
        label=_("How many hours of work a month do you give for mentoring?"),
        help_text=_(
            "For meetings, travel and preparation. Half hours are fine, for example 1.5. Only "
            "needed if you sign, like the boxes below."
        ),
    )
    support = SealedTextField(
        capability=Capability.READ_MANAGERS_PART,
        label=_("What support do you offer?"),
        help_text=_("For example a project to practise on, a course, or cover for the team."),
        max_length=LONGEST_SUPPORT,
        rows=4,
    )
    talks = SealedTextField(
        capability=Capability.READ_MANAGERS_PART,
        label=_("When will the two of you talk about how mentoring helps?"),
        help_text=_("About how it helps at work, never about what is said in it."),
        max_length=LONGEST_TALKS,
        rows=2,
    )
    understands = forms.BooleanField(
        label=_(
            "I understand that what is talked about is confidential, and that I see nothing more "
            "once I have signed"
        ),
        error_messages={"required": _("Tick the box if you understand this")},
    )
    name = forms.CharField(
        label=_("Your full name"),
        help_text=_(
            "Typing your name and pressing the button is your signature, under this part only."
        ),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, **options: Any) -> None:
        super().__init__(data, **options)
        self._needs(what_is_signed=self.data.get("answer") != PartMove.ASK_TO_TALK)

    def clean(self) -> dict[str, Any]:
        """Leave alone what only counts when it is signed, if they would like to talk first."""
        given = super().clean() or self.cleaned_data
        if given.get("answer") == PartMove.ASK_TO_TALK:
            for name in SIGNED_BOXES:
                self.errors.pop(name, None)
        self._needs(what_is_signed=True)  # so that the page calls no box optional
        return given

    def said(self) -> PartSaid:
        """Return what is signed; nothing of it where they would like to talk first."""
        given = self.cleaned_data
        if given["answer"] != PartMove.SIGN:
            return PartSaid()
        return PartSaid(int(given["hours"] * 60), given["support"], given["talks"], given["name"])

    def deed(self) -> UUID:
        """Name this answer: the same form with other words in it is another deed."""
        return uuid5(self.cleaned_data["once"], repr(self.said()))

    def _needs(self, *, what_is_signed: bool) -> None:
        for name in SIGNED_BOXES:
            self.fields[name].required = what_is_signed
