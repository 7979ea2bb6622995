"""The shape of what is kept in private, of what helps to meet, and of a pause (R1.06–R1.08)."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.policy import Capability
from mentorhouse.design.forms import DateParts, Form, SealedTextField
from mentorhouse.languages.saying import say
from mentorhouse.people.models import Pause
from mentorhouse.people.rules import HELPS, Needs, known_helps, return_problem


class AdjustmentsForm(Form):
    """What helps somebody to meet."""

    helps = forms.MultipleChoiceField(
        label=_("What helps you when you meet or write?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    words = SealedTextField(
        label=_("In your own words"),
        help_text=_("Anything else that a partner should know. You need not say why."),
        capability=Capability.READ_ADJUSTMENTS,
        max_length=4000,
        required=False,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["helps"].choices = [  # type: ignore[attr-defined]  # a field with choices
            (key, say(words)) for key, words in HELPS.items()
        ]

    def clean(self) -> dict[str, Any]:
        """Ask for at least one thing; to keep nothing there is a button."""
        said = super().clean() or {}
        if not self.errors and not said.get("helps") and not said.get("words"):
            raise ValidationError(gettext("Tick what helps you, or say it in your own words"))
        return said

    @property
    def needs(self) -> Needs:
        """Return what was said."""
        return Needs(known_helps(self.cleaned_data["helps"]), self.cleaned_data["words"].strip())


class PauseForm(Form):
    """Until when somebody takes no new partner."""

    reason = forms.ChoiceField(
        label=_("Why do you pause?"),
        help_text=_("Co-ordinators see this. Nobody asks for more."),
        choices=Pause.Reason.choices,
        widget=forms.RadioSelect,
    )
    since = DateParts(label=_("First day of your pause"))
    returns_on = DateParts(
        label=_("Day of your return"), help_text=_("From this day on you can be found again.")
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a return that is over, before the pause, or too far away."""
        said = super().clean() or {}
        since, back = said.get("since"), said.get("returns_on")
        if back and (problem := return_problem(back, today=timezone.localdate())):
            self.add_error("returns_on", problem)
        elif since and back and back <= since:
            self.add_error("returns_on", gettext("You must return after the pause has begun"))
        return said

    @property
    def said(self) -> Pause:
        """Return the pause, as the action takes it."""
        return Pause(
            **{name: self.cleaned_data[name] for name in ("reason", "since", "returns_on")}
        )
