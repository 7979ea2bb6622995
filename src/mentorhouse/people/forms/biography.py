"""The shape of a biography (R1.04)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorhouse.languages.saying import say
from mentorhouse.people.forms.versions import Versioned
from mentorhouse.people.forms.words import WordsField
from mentorhouse.people.models import Biography, Person
from mentorhouse.people.rules import WAYS


def _text(label: Any, hint: Any, *, rows: int = 5) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, max_length=4000, required=False,
        widget=forms.Textarea(attrs={"rows": rows}),
    )  # fmt: skip


def _line(label: Any, hint: Any) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, max_length=300, required=False)


class BiographyForm(Versioned):
    """What mentees read of a mentor. Everything is optional but a few words about oneself."""

    about = forms.CharField(
        label=_("About you"),
        help_text=_("A few sentences. Who are you, and what do you care about?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    experience = _text(
        _("Your experience"), _("What have you done that others can learn from? Failures count.")
    )
    skills = WordsField(
        label=_("Skills that you offer"),
        help_text=_("One on each line. Mentees find you by them, and by words that mean the same."),
    )
    sectors = _line(_("Sectors you know"), _("With commas between them. For example: health."))
    career_path = _text(
        _("Your path so far"), _("Where did you begin, and which turns did you take?")
    )
    expect = _text(
        _("What mentees can expect from you"),
        _("How do you work with people? What do you not do?"),
    )
    ways = forms.MultipleChoiceField(
        label=_("Ways in which you like to meet"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    places = _line(_("Places where you can meet"), _("For example: Leeds, or anywhere by train."))
    availability = _line(_("When you have time"), _("For example: Tuesdays, or after 4pm."))
    capacity = forms.IntegerField(
        label=_("Mentees at the same time"),
        help_text=_("How many can you do justice to? Each programme sets its own most."),
        min_value=1,
        max_value=50,
        required=False,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["ways"].choices = [  # type: ignore[attr-defined]  # a field with choices
            (key, say(words)) for key, words in WAYS.items()
        ]

    @property
    def told(self) -> dict[str, object]:
        """Return what was told, as the action takes it."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return said | {"skills": list(said["skills"])}

    @staticmethod
    def shown(row: Biography | None, person: Person) -> dict[str, object]:
        """Return what the boxes hold: the draft, or what the profile says already."""
        if row is None:
            return {"about": person.biography, "version": 0}
        return {name: getattr(row, name) for name in BiographyForm.base_fields}
