"""Forms for nominators, nominations and development activities."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any
from uuid import UUID

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from mentorhouse.design.forms import DateParts, Form
from mentorhouse.languages.saying import say
from mentorhouse.organisations.models import Organisation
from mentorhouse.talent.actions.activities import Fact
from mentorhouse.talent.actions.nominations import Nominee
from mentorhouse.talent.rules import period_problem
from mentorhouse.talent.states import ActivityKind, NominationState


def choices(states: Iterable[StrEnum]) -> list[tuple[str, Any]]:
    """Offer states to choose from."""
    return [(state.value, capfirst(_(state.value))) for state in states]


def bodies(organisations: Iterable[Organisation], first: str) -> list[tuple[str, str]]:
    """Offer organisations to choose from."""
    return [("", first), *((str(body.pk), body.name) for body in organisations)]


def chosen_of(listed: Form) -> dict[str, Any]:
    """Return what a filter that was looked at narrows by; an organisation by its identifier."""
    found = {name: listed.cleaned_data.get(name) for name in listed.fields}
    if found.get("organisation"):
        found["organisation"] = UUID(found["organisation"])
    return {name: value for name, value in found.items() if value}


class PeriodForm(Form):
    """A form with a first and a last day."""

    def clean(self) -> dict[str, Any]:
        """Refuse a last day before the first."""
        said = super().clean() or self.cleaned_data
        if {"begins_on", "ends_on"} <= said.keys() and (
            problem := period_problem(said["begins_on"], said["ends_on"])
        ):
            self.add_error("ends_on", problem)
        return said


class NominatorForm(Form):
    """Who nominates for which organisation."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("Someone without an account gets an e-mail with a link to set up sign-in."),
    )
    organisation = forms.ChoiceField(label=_("Organisation"))

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, organisations: Iterable[Organisation]
    ) -> None:
        super().__init__(data)
        self.known = {str(body.pk): body for body in organisations}
        offered = bodies(self.known.values(), say("Choose an organisation"))
        self.fields["organisation"].choices = offered  # type: ignore[attr-defined]  # a ChoiceField

    def body(self) -> Organisation:
        """Return the organisation that was chosen."""
        return self.known[self.cleaned_data["organisation"]]


class NominationForm(Form):
    """Whom an organisation nominates."""

    name = forms.CharField(label=_("Their full name"), max_length=200)
    email = forms.EmailField(
        label=_("Their e-mail address at work"),
        help_text=_("They get an e-mail and decide themselves whether they wish it."),
    )
    job_title = forms.CharField(label=_("Job title"), max_length=200, required=False)
    grade = forms.CharField(label=_("Grade or level"), max_length=60, required=False)
    why = forms.CharField(
        label=_("Why do you nominate them?"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One or two sentences. They will read it, and so will the co-ordinators."),
    )

    def nominee(self) -> Nominee:
        """Return what was typed."""
        return Nominee(**self.cleaned_data)


class ActivityForm(PeriodForm):
    """A development activity: what kind, title and dates."""

    hints = {
        "kind": {
            ActivityKind.FORMAL_TRAINING.value: _("Courses, programmes, qualifications."),
            ActivityKind.PRACTICAL_LEARNING.value: _(
                "Projects, shadowing, acting up, secondments."
            ),
        }
    }

    kind = forms.ChoiceField(
        label=_("What kind is it?"), choices=choices(ActivityKind), widget=forms.RadioSelect
    )
    title = forms.CharField(
        label=_("What is it called?"),
        max_length=200,
        help_text=_("A title only. Nothing of what is said or learnt belongs here."),
    )
    begins_on = DateParts(label=_("From"))
    ends_on = DateParts(
        label=_("Until"), required=False, help_text=_("Leave it empty if it is open.")
    )
    done = forms.BooleanField(label=_("It is done"), required=False)

    def fact(self) -> Fact:
        """Return what was typed."""
        said = dict(self.cleaned_data)
        return Fact(kind=ActivityKind(said.pop("kind")), **said)


class NominationFilter(Form):
    """What narrows the list of nominations. Nonsense narrows nothing."""

    narrows_a_list = True

    search = forms.CharField(label=_("Name or e-mail address"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("Any state")), *choices(NominationState)]
    )
    organisation = forms.ChoiceField(label=_("Organisation"), required=False)

    def __init__(
        self, data: Mapping[str, Any], *, organisations: Iterable[Organisation] | None
    ) -> None:
        super().__init__(data)
        if organisations is None:
            del self.fields["organisation"]
        else:
            offered = bodies(organisations, say("All organisations"))
            self.fields["organisation"].choices = offered  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, Any]:
        """Return the filters that make sense."""
        self.is_valid()
        return chosen_of(self)
