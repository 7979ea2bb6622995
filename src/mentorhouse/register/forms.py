"""Forms of the register."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.policy import Capability
from mentorhouse.design.fields import DateParts, SealedTextField
from mentorhouse.design.forms import Form
from mentorhouse.languages.saying import say
from mentorhouse.register.rules.finding import Wanted
from mentorhouse.register.rules.renewal import KIND_WORDS, READY_WORDS
from mentorhouse.register.rules.towns import WITHIN
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
# The choices of a search, in the order of the page (`rules.finding.CHOICES`).
SEARCHED = {
    "skill": _("Skill"),
    "sector": _("Sector or kind of experience"),
    "organisation": _("Organisation"),
    "grade": _("Grade or level"),
    "profession": _("Profession"),
    "language": _("Language"),
    "way": _("Way of meeting"),
}
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
            raise ValidationError(
                gettext("The date lies in the future. Enter the day it was done.")
            )
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


class PlacesForm(Form):
    """For how many mentees a mentor has room."""

    capacity = forms.IntegerField(
        label=_("For how many mentees do you have room at the same time?"),
        min_value=1,
        widget=forms.TextInput(attrs={"width": 2, "inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, largest: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["capacity"].help_text = say("From 1 to {largest}.", largest=largest)


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
            self.add_error("ready_from", gettext("Enter the day from which you are ready."))
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
            raise ValidationError(gettext("The day lies in the future. Enter it once it is done."))
        return on

    @property
    def minutes(self) -> int:
        """The length in whole minutes."""
        return max(1, int((self.cleaned_data["hours"] * 60).to_integral_value()))


class SearchForm(Form):
    """What a mentee looks for (R5.02). Nonsense narrows nothing."""

    narrows_a_list = True

    words = forms.CharField(
        label=_("What do you look for?"),
        help_text=_("A skill, an experience, a profession or a name. Small slips are forgiven."),
        required=False,
        max_length=200,
    )
    place = forms.CharField(
        label=_("Town or place"),
        help_text=_("Where the mentor works or can meet"),
        required=False,
        max_length=100,
    )
    within = forms.TypedChoiceField(label=_("How far from there?"), coerce=int, required=False)
    free = forms.BooleanField(label=_("Only mentors with a free place"), required=False)

    def __init__(
        self, data: QueryDict, options: Mapping[str, Sequence[tuple[str, str]]] | None = None
    ) -> None:
        super().__init__(data)
        far = [(str(n), gettext("Within %(miles)s miles") % {"miles": n}) for n in WITHIN]
        self.fields["within"].choices = [("", gettext("Only that place")), *far]  # type: ignore[attr-defined]  # a choice field
        for choice, label in SEARCHED.items():
            offered = [("", gettext("Any")), *(options or {}).get(choice, ())]
            self.fields[choice] = forms.ChoiceField(
                label=label, required=False, choices=offered if options is not None else ()
            )
        self.ask_by_name()

    def wanted(self) -> Wanted:
        """Return what was asked, as far as it makes sense. Any value may be asked of a choice."""
        self.is_valid()
        told = self.cleaned_data
        chosen = {name: self.data.get(name, "").replace("\0", "")[:200] for name in SEARCHED}
        return Wanted(
            words=told.get("words", ""),
            place=told.get("place", ""),
            within=told.get("within") or 0,
            free=bool(told.get("free")),
            chosen=tuple((name, value) for name, value in chosen.items() if value),
        )
