"""What the gallery page shows: every kind of field and component, in every state."""

from datetime import UTC, datetime
from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest

from mentorhouse.access.policy import Capability, Relation
from mentorhouse.access.readers import who_can_read
from mentorhouse.design.forms import DateParts, Form, SealedTextField, TimeOfDay
from mentorhouse.design.paging import page_of

WAYS = (("face", "Face to face"), ("phone", "By telephone"), ("video", "By video"))
GRADES = (("", "Choose a grade"), ("AA", "AA"), ("AO", "AO"), ("EO", "EO"))


class EveryField(Form):
    """One field of each kind."""

    name = forms.CharField(
        label="Full name", widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(label="E-mail address", help_text="We write to this address only.")
    password = forms.CharField(
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="12 characters or more.",
    )
    years = forms.IntegerField(label="Years in the profession", min_value=0, max_value=60)
    grade = forms.ChoiceField(choices=GRADES)
    way = forms.ChoiceField(
        label="How would you like to meet?", choices=WAYS, widget=forms.RadioSelect
    )
    topics = forms.MultipleChoiceField(
        label="What would you like to talk about?",
        help_text="Choose all that fit.",
        choices=(("career", "Career"), ("leading", "Leading people"), ("change", "Change")),
        widget=forms.CheckboxSelectMultiple,
    )
    starts = DateParts(label="When does it start?", help_text="For example, 27 3 2027")
    at = TimeOfDay(label="At what time?", help_text="For example, 2.30pm")
    log = SealedTextField(
        label="What did you talk about?",
        capability=Capability.READ_MEETING_LOG,
        max_length=400,
    )
    note = forms.CharField(label="Anything else", required=False, widget=forms.Textarea)
    sheet = forms.FileField(label="Spreadsheet", help_text="A CSV or XLSX file.", required=False)
    agree = forms.BooleanField(label="I agree to the ground rules")

    hints: ClassVar = {"way": {"face": "The mentee travels where the programme says so."}}


def gallery_context(request: HttpRequest) -> dict[str, Any]:
    """Give the invented rows that the components show."""
    people = [(f"Invented Person {n}", "Mentor" if n % 2 else "Mentee", n) for n in range(1, 131)]
    return {
        "page": page_of(people, request, size=5),
        "tasks": [
            {"words": "Name the programme", "href": "#", "state": "Completed", "colour": ""},
            {"words": "Bring people in", "href": "#", "state": "Not started", "colour": "blue",
             "hint": "From a spreadsheet"},
            {"words": "Run the match", "href": None, "state": "Cannot start yet", "colour": ""},
        ],
        "told": who_can_read(
            Capability.READ_MEETING_LOG, holding=frozenset({Relation.READING_COORDINATOR})
        ),
        "moment_shown": datetime(2026, 11, 3, 14, 30, tzinfo=UTC),
    }  # fmt: skip
