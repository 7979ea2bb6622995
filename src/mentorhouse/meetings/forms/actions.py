"""The shape of an action that is agreed, and of what becomes of it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.policy import Capability, Relation
from mentorhouse.design.forms import DateParts, Form, OnceForm, SealedTextField
from mentorhouse.meetings import rules
from mentorhouse.meetings.actions.acting import Doing
from mentorhouse.meetings.states import ActionMove


class ActionForm(OnceForm):
    """What is to be done, by whom and by when."""

    words = SealedTextField(
        label=_("What is to be done?"),
        help_text=_("No names or details of other people."),
        capability=Capability.READ_MEETING_LOG, max_length=500, rows=2,
    )  # fmt: skip
    owner = forms.ChoiceField(label=_("Who does it?"), widget=forms.RadioSelect)
    due_on = DateParts(label=_("By when? You can leave it empty."), required=False)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, people: Sequence[tuple[UUID, str]],
        today: date, holding: frozenset[Relation],
    ) -> None:  # fmt: skip
        super().__init__(data, holding=holding)
        self.today = today
        choices = [(str(pk), name) for pk, name in people]
        self.fields["owner"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField

    def clean_due_on(self) -> date | None:
        """Take a day to come."""
        return _day(self.cleaned_data["due_on"], today=self.today)

    @property
    def doing(self) -> Doing:
        """Return what was agreed."""
        owner = UUID(self.cleaned_data["owner"])
        return Doing(self.cleaned_data["words"], owner, self.cleaned_data["due_on"])


class MoveOnForm(Form):
    """How an action stands; a day belongs to carrying it over."""

    move = forms.ChoiceField(
        choices=[(move.value, move.value) for move in ActionMove], widget=forms.HiddenInput
    )
    due_on = DateParts(label=_("Carry it over to"), required=False)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, today: date, **options: Any
    ) -> None:
        super().__init__(data, **options)
        self.today = today

    def clean(self) -> dict[str, Any]:
        """Ask for a day to come where it is carried over."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("move") == ActionMove.CARRY and "due_on" not in self.errors:
            try:
                cleaned["due_on"] = _day(cleaned.get("due_on"), today=self.today, needed=True)
            except forms.ValidationError as refusal:
                self.add_error("due_on", refusal)
        return cleaned

    @property
    def says(self) -> ActionMove:
        """Return what was pressed."""
        return ActionMove(self.cleaned_data["move"])


def _day(day: date | None, *, today: date, needed: bool = False) -> date | None:
    if day is None and needed:
        raise forms.ValidationError(_("Enter the day to which you carry it over."))
    if day is not None and (why := rules.why_not_due(day, today=today)):
        raise forms.ValidationError(why)
    return day
