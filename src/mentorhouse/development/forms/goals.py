"""Goals, how they stand, and private notes, as they are typed."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.policy import Capability
from mentorhouse.access.readers import who_can_read
from mentorhouse.design.forms import DateParts, Form, OnceForm, SealedTextField
from mentorhouse.development.models import Goal
from mentorhouse.development.rules.goals import WORDS, why_not_due
from mentorhouse.languages.saying import say

READ = Capability.READ_GOAL
WHO = (("shared", _("Everybody in this partnership")), ("private", _("Only me")))


def told_private(form: Form, *names: str) -> None:
    """Say beside the boxes of a private goal that its author alone reads it."""
    for name in names:
        field = form.fields[name]
        words = who_can_read(Capability.READ_OWN_NOTES)
        field.readers = words  # type: ignore[attr-defined]  # a sealed box


class GoalForm(OnceForm):
    """A goal: the end result, to what level, by when, and how it will be known."""

    statement = SealedTextField(
        label=_("What will be so when you have reached it?"),
        help_text=_("One or two sentences. Say the end result, not the way there."),
        capability=READ, max_length=1000, rows=3,
    )  # fmt: skip
    level = SealedTextField(
        label=_("To what level?"), help_text=_("For example: so that I can do it without help."),
        capability=READ, max_length=1000, rows=2, required=False,
    )  # fmt: skip
    term = forms.ChoiceField(
        label=_("How far away is it?"), choices=Goal.Term.choices, widget=forms.RadioSelect
    )
    due_on = DateParts(label=_("By when?"), help_text=_("For example 27 3 2027"), required=False)
    criteria = SealedTextField(
        label=_("Success criteria"), help_text=_("What tells you that you have reached it?"),
        capability=READ, max_length=2000, rows=3, required=False,
    )  # fmt: skip
    measures = SealedTextField(
        label=_("Measures"), help_text=_("How do you see on the way how far you are?"),
        capability=READ, max_length=2000, rows=3, required=False,
    )  # fmt: skip
    who = forms.ChoiceField(
        label=_("Who can read this goal?"), choices=WHO, widget=forms.RadioSelect,
        help_text=_("You can share a private goal later."), initial="shared",
    )  # fmt: skip
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args: Any, today: date, goal: Goal | None = None,
                 private: bool | None = None, **options: Any) -> None:  # fmt: skip
        super().__init__(*args, **options)
        self.today, self.before = today, goal.due_on if goal else None
        if private is not None:  # an old goal, or one under another: it is as that is
            del self.fields["who"]
        if private:
            told_private(self, *WORDS)

    def clean_due_on(self) -> date | None:
        """Take a day that is still to come, or the one that stood there."""
        day: date | None = self.cleaned_data["due_on"]
        if refusal := why_not_due(day, today=self.today, before=self.before):
            raise forms.ValidationError(refusal)
        return day

    @property
    def texts(self) -> dict[str, str]:
        """The words of the goal."""
        return {name: self.cleaned_data[name] for name in WORDS}


class StepForm(Form):
    """How a goal stands, with a word on it."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    note = SealedTextField(
        label=_("What has moved, or what have you learnt?"), capability=READ, max_length=2000,
        rows=3, required=False,
    )  # fmt: skip
    deed = forms.ChoiceField(
        label=_("How does it stand?"), widget=forms.RadioSelect, initial="progress",
        choices=(
            ("progress", _("We are on the way")),
            ("reach", _("It is reached")),
            ("let_go", _("We let it go: it is no longer right")),
        ),
    )  # fmt: skip

    def __init__(self, *args: Any, private: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if private:
            told_private(self, "note")

    def clean(self) -> dict[str, Any]:
        """Ask for words where progress is noted."""
        found = super().clean() or self.cleaned_data
        if found.get("deed") == "progress" and not found.get("note") and "note" in found:
            self.add_error("note", say("Say in a few words what has moved"))
        return found


class NoteForm(OnceForm):
    """A private note."""

    words = SealedTextField(
        label=_("Your note"), capability=Capability.READ_OWN_NOTES, max_length=10_000, rows=8
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
