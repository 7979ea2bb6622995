"""The pages of a programme's set-up as forms: each reads one topic of the design and writes it.

A topic keeps what it does not show: a design may hold more than these pages know.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from mentorhouse.design.forms import Form
from mentorhouse.programmes.design import Design, parse_design

Data = dict[str, Any]


def text_box(label: str, hint: str = "", *, rows: int = 8, **options: Any) -> forms.CharField:
    """Make a box for text of several lines."""
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=options.pop("max_length", 4000),
        widget=forms.Textarea(attrs={"rows": rows}),
        **options,
    )


def whole_number(
    label: str, hint: str, least: int, most: int, **options: Any
) -> forms.IntegerField:
    """Make a box for a whole number within bounds; one refusal says all."""
    refusal = f"Enter a whole number from {least} to {most}: {label}"
    kinds = ("required", "invalid", "min_value", "max_value")
    return forms.IntegerField(
        label=label,
        help_text=hint,
        min_value=least,
        max_value=most,
        error_messages=dict.fromkeys(kinds, refusal),
        **options,
    )


class TopicForm(Form):
    """One topic of the design. `version` is the design that its writer began from."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, design: Design, version: int
    ) -> None:
        super().__init__(data, initial={"version": version})
        plain = design.model_dump(mode="json")
        self.prepare(plain)
        self.initial.update(self.read(plain))

    def prepare(self, design: Data) -> None:
        """Add the fields that depend on the design."""

    def read(self, design: Data) -> Data:
        """Return what the fields hold for a design."""
        raise NotImplementedError

    def write(self, design: Data) -> None:
        """Put the cleaned fields into a design."""
        raise NotImplementedError

    def applied_to(self, design: Design) -> Design:
        """Return the design with this topic as written. Raises `DesignError`."""
        plain = design.model_dump(mode="json")
        self.write(plain)
        return parse_design(plain)

    def differences(self, theirs: Design) -> list[tuple[str, str]]:
        """Return what is saved by now where it is not what was typed: label and value."""
        saved = self.read(theirs.model_dump(mode="json"))
        return [
            (str(self.fields[name].label), in_words(value))
            for name, value in saved.items()
            if in_words(self.cleaned_data.get(name)) != in_words(value)
        ]


def in_words(value: Any) -> str:
    """Return a field's value as it is read."""
    if value in (None, ""):
        return "nothing"
    if value in (True, "yes"):
        return "yes"
    if value in (False, "no"):
        return "no"
    return str(value).replace("\r\n", "\n").strip()


class PurposeForm(TopicForm):
    """What it is called and what it is for."""

    name = forms.CharField(label="Name of the programme", max_length=200)
    purpose = text_box(
        "What is the programme for?",
        "Everyone who is invited reads this before they answer.",
    )

    def read(self, design: Data) -> Data:
        """Return name and purpose."""
        return {"name": design["name"], "purpose": design["purpose"]}

    def write(self, design: Data) -> None:
        """Put name and purpose."""
        design |= {name: self.cleaned_data[name] for name in ("name", "purpose")}


class ConfidentialityForm(TopicForm):
    """What stays between the pair."""

    statement = text_box(
        "What stays between mentor and mentee, and what does not?",
        "For example, that what they say stays between them unless somebody may be harmed.",
    )
    reads = forms.ChoiceField(
        label="May co-ordinators read agreements and meeting logs?",
        choices=(("no", "No, only the two of them"), ("yes", "Yes, co-ordinators may read them")),
        widget=forms.RadioSelect,
    )
    hints: ClassVar = {
        "reads": {
            "no": "Co-ordinators see facts only: that a pair has signed, and when they met.",
            "yes": "Everyone is told so before they accept a match, and beside every box they "
            "write in. Each time a co-ordinator reads one, it is recorded.",
        }
    }

    def read(self, design: Data) -> Data:
        """Return the statement and who reads."""
        part = design["confidentiality"]
        return {
            "statement": part["statement"],
            "reads": "yes" if part["coordinator_reads_content"] else "no",
        }

    def write(self, design: Data) -> None:
        """Put the statement and who reads."""
        design["confidentiality"] |= {
            "statement": self.cleaned_data["statement"],
            "coordinator_reads_content": self.cleaned_data["reads"] == "yes",
        }


class MeetingsForm(TopicForm):
    """How the pair meets."""

    SHOWN = (
        "length_minutes",
        "longest_minutes",
        "days_between",
        "notice_hours",
        "quiet_after_days",
    )

    length_minutes = whole_number("How long is a meeting, in minutes?", "Recommended.", 15, 480)
    longest_minutes = whole_number("How long may it be at most, in minutes?", "", 15, 480)
    days_between = whole_number(
        "How many days lie between meetings?", "About 31 for a month.", 1, 366
    )
    notice_hours = whole_number(
        "How many hours before should someone say that they cannot come?", "", 0, 336
    )
    quiet_after_days = whole_number(
        "After how many days without a meeting does the desk call a pair quiet?",
        "A good number is the rhythm and two weeks.",
        1,
        366,
    )

    def clean(self) -> None:
        """Refuse a longest meeting that is shorter than the usual one."""
        usual = self.cleaned_data.get("length_minutes")
        longest = self.cleaned_data.get("longest_minutes")
        if usual and longest and longest < usual:
            self.add_error("longest_minutes", f"Enter {usual} or more: that is the usual length")

    def read(self, design: Data) -> Data:
        """Return lengths, rhythm and notice."""
        return {name: design["meetings"][name] for name in self.SHOWN}

    def write(self, design: Data) -> None:
        """Put lengths, rhythm and notice."""
        design["meetings"] |= {name: self.cleaned_data[name] for name in self.SHOWN}


class SizeForm(TopicForm):
    """How long it runs and how many places a mentor has."""

    length_months = whole_number("How many months does a partnership run?", "", 1, 120)
    largest_capacity = whole_number(
        "How many mentees may one mentor have at the same time?",
        "The most that anyone may offer. Mentors who have more already keep them.",
        1,
        50,
    )

    def read(self, design: Data) -> Data:
        """Return length and limit."""
        return {
            "length_months": design["timing"]["length_months"],
            "largest_capacity": design["mentors"]["largest_capacity"],
        }

    def write(self, design: Data) -> None:
        """Put length and limit."""
        design["timing"]["length_months"] = self.cleaned_data["length_months"]
        design["mentors"]["largest_capacity"] = self.cleaned_data["largest_capacity"]
