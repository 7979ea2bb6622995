"""The action plan, the lines of an extract and visits, as they are typed."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.policy import Capability
from mentorhouse.design.forms import DateParts, Form, OnceForm, SealedTextField
from mentorhouse.development.models import PlanVersion
from mentorhouse.development.rules.extracts import Line
from mentorhouse.development.rules.plans import BOXES, SHEET, problems_of
from mentorhouse.languages.saying import mark, say

READ = Capability.READ_PLAN
REVIEWS = ("first_review_on", "second_review_on", "third_review_on")
HINTS = {
    "where_now": mark("What can you do today, and what do you have to build on?"),
    "short_term_goals": mark("One on each line. Three or more work well."),
    "steps": mark("One on each line, in the order in which you take them."),
    "people_needed": mark("Who can help, teach or open a door? Roles are enough."),
    "milestones": mark("What is to be seen on the way, and by when?"),
    "success_criteria": mark("What tells you that the plan has worked?"),
}


class PlanForm(Form):
    """Every field of the action plan; from the second version on, the revision sheet too."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    starts_on = DateParts(label=_("Start date"))
    ends_on = DateParts(label=_("Estimated completion"), required=False)
    first_review_on = DateParts(label=_("First review"), required=False)
    second_review_on = DateParts(label=_("Second review"), required=False)
    third_review_on = DateParts(label=_("Third review"), required=False)
    met_on = DateParts(label=_("Date of the meeting about it"), required=False)
    length_minutes = forms.IntegerField(
        label=_("Length of that meeting in minutes"), min_value=5, max_value=480, required=False
    )
    way = forms.ChoiceField(
        label=_("How did you meet?"), choices=PlanVersion.Way.choices, widget=forms.RadioSelect,
        required=False,
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, sheet: bool, **options: Any) -> None:
        holding = options.pop("holding", frozenset())
        super().__init__(*args, **options)
        self.today = today
        boxes = {**(SHEET if sheet else {}), **BOXES}
        needed = {"long_term_goal", *SHEET}
        for name, label in boxes.items():
            self.fields[name] = SealedTextField(
                label=say(label), help_text=say(HINTS[name]) if name in HINTS else "",
                capability=READ, holding=holding, max_length=4000, rows=3,
                required=name in needed,
            )  # fmt: skip
        first = ["revision", *(SHEET if sheet else ())]
        self.order_fields([*first, "starts_on", "ends_on", *REVIEWS, *BOXES])
        self.ask_by_name()

    def clean_met_on(self) -> date | None:
        """Take a day that has come."""
        day: date | None = self.cleaned_data["met_on"]
        if day and day > self.today:
            raise forms.ValidationError(say("This day is still to come. Leave it empty for now."))
        return day

    def clean(self) -> dict[str, Any]:
        """Hold the days against one another."""
        found = super().clean() or self.cleaned_data
        reviews = [(name, found.get(name)) for name in REVIEWS]
        problems = problems_of(found.get("starts_on"), found.get("ends_on"), reviews)
        for name, words in problems.items():
            self.add_error(name, words)
        return found

    @property
    def texts(self) -> dict[str, str]:
        """The words of the plan."""
        return {k: v for k, v in self.cleaned_data.items() if k in BOXES or k in SHEET}

    @property
    def facts(self) -> dict[str, Any]:
        """The days of the plan, and its meeting."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name != "revision" and name not in BOXES and name not in SHEET
        }


class ExtractForm(Form):
    """Which lines go into the file, and of which kind it is."""

    lines = forms.MultipleChoiceField(
        label=_("Lines"), widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one line"),
            "invalid_choice": _("Somebody changed this meanwhile. Choose your lines again."),
        },
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("Kind of file"), choices=(("word", _("Word")), ("pdf", _("PDF"))),
        widget=forms.RadioSelect, initial="word",
    )  # fmt: skip

    def __init__(self, *args: Any, lines: Sequence[Line], **options: Any) -> None:
        super().__init__(*args, **options)
        offered = [(line.key, f"{line.heading}. {line.box}: {line.text}") for line in lines]
        self.fields["lines"].choices = offered  # type: ignore[attr-defined]  # a ChoiceField


class VisitForm(OnceForm):
    """A visit to another service."""

    where = SealedTextField(
        label=_("Which service?"), capability=READ, max_length=300, widget=forms.TextInput
    )
    planned_on = DateParts(label=_("When?"))
    purpose = SealedTextField(
        label=_("What would you like to see or learn there?"), capability=READ, max_length=2000,
        rows=3, required=False,
    )  # fmt: skip
    made_on = DateParts(label=_("When was it made?"), required=False)
    learnt = SealedTextField(
        label=_("What did you learn?"), help_text=_("Name no patients and no colleagues."),
        capability=READ, max_length=4000, rows=4, required=False,
    )  # fmt: skip
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args: Any, today: date, new: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        if new:
            del self.fields["made_on"], self.fields["learnt"]

    def clean_made_on(self) -> date | None:
        """Take a day that has come."""
        day: date | None = self.cleaned_data["made_on"]
        if day and day > self.today:
            raise forms.ValidationError(say("This day is still to come. Say it afterwards."))
        return day

    @property
    def texts(self) -> dict[str, str]:
        """The words about the visit."""
        return {k: self.cleaned_data[k] for k in ("where", "purpose", "learnt")
                if k in self.cleaned_data}  # fmt: skip
