"""Forms of the register."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.translation import gettext as said
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.policy import Capability
from mentorhouse.design.fields import DateParts, SealedTextField
from mentorhouse.design.forms import Form
from mentorhouse.languages.saying import say
from mentorhouse.register.rules.renewal import KIND_WORDS, READY_WORDS
from mentorhouse.register.states import Ready

SHOWN = (
    ("", _("All mentors")),
    ("waiting", _("Not on the register yet")),
    ("on", _("On the register")),
    ("paused", _("Paused")),
    ("lapsed", _("Lapsed")),
    ("withdrawn", _("Withdrawn")),
    ("review", _("Review due")),
    ("renewal", _("Renewal due")),
)
MOST_HOURS = 24
LONGEST = 2000
_lazily = lazy(say, str)


def _told(words: Mapping[str, str]) -> list[tuple[str, Any]]:
    return [(value, _lazily(text)) for value, text in words.items()]


class RegisterFilter(Form):
    """What narrows the register. Nonsense narrows nothing."""

    narrows_a_list = True

    search = forms.CharField(label=_("Name"), required=False, max_length=100)
    show = forms.ChoiceField(label=_("Show"), choices=SHOWN, required=False)

    def chosen(self) -> dict[str, str]:
        """Return what was chosen, as far as it makes sense."""
        self.is_valid()
        return {name: str(self.cleaned_data.get(name, "")) for name in ("search", "show")}


class CheckForm(Form):
    """The day of a background check, and yes or no."""

    on = DateParts(label=_("When was the check done?"), help_text=_("For example, 27 3 2026"))
    passed = forms.ChoiceField(
        label=_("Does it allow mentoring here?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect,
        help_text=_("Only the day and this answer are kept. Keep everything else elsewhere."),
    )

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean_on(self) -> date:
        """Refuse a day to come."""
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise ValidationError(said("The date lies in the future. Enter the day it was done."))
        return on


class ReasonForm(Form):
    """Why a co-ordinator decides although something is missing."""

    reason = forms.CharField(
        label=_("Why all the same?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Your name, the day and this reason are kept with the entry, and the mentor can ask "
            "to read it. Write nothing about health or other private matters."
        ),
    )


class ReadyForm(Form):
    """When a mentor is ready, and what they hope to learn (R4.13)."""

    ready = forms.ChoiceField(
        label=_("Are you ready to mentor?"), choices=_told(READY_WORDS), widget=forms.RadioSelect
    )
    ready_from = DateParts(
        label=_("From which day, if later?"), required=False, help_text=_("For example, 27 3 2027")
    )
    hopes = SealedTextField(
        capability=Capability.READ_READINESS,
        label=_("What do you hope to learn yourself?"),
        required=False,
        max_length=LONGEST,
        help_text=_("Mentors learn, too. A few words are enough."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the day where somebody is ready later."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        lacks = cleaned.get("ready") == Ready.LATER and not cleaned.get("ready_from")
        if lacks and "ready_from" not in self.errors:
            self.add_error("ready_from", said("Enter the day from which you are ready."))
        return cleaned


class DevelopmentForm(Form):
    """Something that a mentor did for their own development (R4.15)."""

    once = forms.UUIDField(widget=forms.HiddenInput)
    on = DateParts(label=_("When was it?"), help_text=_("For example, 27 3 2026"))
    hours = forms.DecimalField(
        label=_("How many hours?"),
        min_value=Decimal("0.1"),
        max_value=MOST_HOURS,
        decimal_places=2,
        widget=forms.TextInput(attrs={"width": 4, "inputmode": "decimal"}),
        help_text=_("For example 1.5"),
    )
    kind = forms.ChoiceField(
        label=_("What kind was it?"), choices=_told(KIND_WORDS), widget=forms.RadioSelect
    )
    what = SealedTextField(
        capability=Capability.READ_DEVELOPMENT,
        label=_("What was it, and what do you take from it?"),
        max_length=LONGEST,
        help_text=_("Name no mentee."),
    )

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        self.initial.setdefault("once", uuid4())

    def clean_on(self) -> date:
        """Refuse a day to come."""
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise ValidationError(said("The day lies in the future. Enter it once it is done."))
        return on

    @property
    def minutes(self) -> int:
        """The length in whole minutes."""
        return max(1, int((self.cleaned_data["hours"] * 60).to_integral_value()))
