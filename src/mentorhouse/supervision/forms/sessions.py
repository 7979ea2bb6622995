"""The shape of what is typed about supervision."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.policy import Capability
from mentorhouse.design.fields import SealedTextField
from mentorhouse.design.forms import DateParts, Form
from mentorhouse.supervision.models import Session, Supervisor

MOST_MINUTES = 480
Choices = list[tuple[str, str]]


class SupervisorForm(Form):
    """Whom to name."""

    email = forms.EmailField(
        label=_("E-mail address of the supervisor"),
        help_text=_("They get an e-mail with a link to sign in."),
    )


class LookAfterForm(Form):
    """Which mentors to give to which supervisor."""

    supervisor = forms.ChoiceField(label=_("Supervisor"), widget=forms.RadioSelect)
    mentors = forms.MultipleChoiceField(label=_("Mentors"), widget=forms.CheckboxSelectMultiple)

    def __init__(
        self, *args: Any, supervisors: Iterable[Supervisor], mentors: Choices, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["supervisor"].choices = [(str(row.pk), row.name) for row in supervisors]  # type: ignore[attr-defined]  # a choice field
        self.fields["mentors"].choices = mentors  # type: ignore[attr-defined]  # a choice field


class KeepFilter(Form):
    """Which mentors to list. Nonsense narrows nothing."""

    narrows_a_list = True

    without = forms.BooleanField(label=_("Only mentors without a supervisor"), required=False)

    def chosen(self) -> bool:
        """Return whether only those without a supervisor are asked for."""
        self.is_valid()
        return bool(self.cleaned_data.get("without"))


class SessionForm(Form):
    """The facts of a session."""

    on = DateParts(label=_("Which day?"))
    minutes = forms.IntegerField(
        label=_("How long, in minutes?"), min_value=5, max_value=MOST_MINUTES
    )
    way = forms.ChoiceField(
        label=_("How do you meet?"), choices=Session.Way.choices, widget=forms.RadioSelect
    )


class PlanForm(SessionForm):
    """A session to come."""

    once = forms.UUIDField(widget=forms.HiddenInput)
    place = SealedTextField(
        label=_("At what time, and where or by which link?"),
        required=False,
        rows=2,
        max_length=500,
        capability=Capability.READ_SESSION,
    )
    mentors = forms.MultipleChoiceField(label=_("With whom?"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, mentors: Choices, **options: Any) -> None:
        options["initial"] = {"once": uuid4(), "minutes": 60} | (options.get("initial") or {})
        super().__init__(*args, **options)
        self.fields["mentors"].choices = mentors  # type: ignore[attr-defined]  # a choice field


class RecordForm(SessionForm):
    """What became of a session, from the version that its writer has read."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    attended = forms.MultipleChoiceField(
        label=_("Who was there?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    themes = SealedTextField(
        label=_("Themes, without names"),
        help_text=_(
            "What came up, so that nobody can guess whom it was about. The co-ordinator reads it "
            "only if everybody who was there agrees."
        ),
        required=False,
        capability=Capability.READ_SESSION,
    )

    def __init__(self, *args: Any, mentors: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["attended"].choices = mentors  # type: ignore[attr-defined]  # a choice field


class BringForm(Form):
    """What a mentor would like to talk about."""

    text = SealedTextField(
        label=_("What would you like to talk about?"),
        required=False,
        capability=Capability.READ_SESSION_PART,
    )


class ActionForm(Form):
    """What a mentor takes on."""

    once = forms.UUIDField(widget=forms.HiddenInput)
    text = SealedTextField(
        label=_("What do you take on?"),
        rows=2,
        max_length=500,
        capability=Capability.READ_SESSION_PART,
    )
    due_on = DateParts(label=_("By when?"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        options["initial"] = {"once": uuid4()} | (options.get("initial") or {})
        super().__init__(*args, **options)

    def day(self) -> date | None:
        """Return the day, if there is one."""
        found: date | None = self.cleaned_data["due_on"]
        return found
