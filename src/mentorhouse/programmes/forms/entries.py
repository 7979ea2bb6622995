"""One entry of a list in the design: a clause, a question, a rule, a reminder."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorhouse.design.forms import Form
from mentorhouse.languages.saying import say
from mentorhouse.programmes.design.entries import LADDERS, Listed, blank
from mentorhouse.programmes.design.parts import Part
from mentorhouse.programmes.design.telling import KIND_WORDS
from mentorhouse.programmes.design.walk import Data, Kind, Setting, settings_of, tag_of
from mentorhouse.programmes.forms.settings import (
    Choices,
    Lines,
    SettingsForm,
    Text,
)

FIRST = "first"  # the entries that a new entry cannot be without
NAME = "name_of_ladder"


class EntryForm(SettingsForm):
    """One entry. Its key is made by the product and never asked for."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        listed: Listed,
        part: type[Part],
        entry: Data | None,
        design: Data,
        version: int,
    ) -> None:
        self.listed, self.part, self.entry, self.design = listed, part, entry, design
        shown = [one for one in settings_of(part) if one.kind is not Kind.ENTRIES]
        self.new = entry is None
        values = entry if entry is not None else blank(listed.setting, part, listed.entries)
        super().__init__(
            data,
            settings=shown,
            values=values,
            version=version,
            choices={one.path: known for one in shown if (known := named(one, design)) is not None},
        )
        if self.new:
            self._ask_what_is_new()

    def _ask_what_is_new(self) -> None:
        if self.listed.where == LADDERS:
            self.fields[NAME] = Text(
                label=say("Name of the ladder"),
                max_length=50,
                help_text=say("For example “Grades”."),
            )
        for one in self._needed():
            self.fields[FIRST] = Lines(
                label=one.title,
                help_text=say("One on each line. You can say more about each afterwards."),
                most=40,
                longest=200,
            )
        self.ask_by_name()

    def _needed(self) -> list[Setting]:
        return [
            one
            for one in settings_of(self.part)
            if one.kind is Kind.ENTRIES and not one.may_be_empty
        ]

    def clean(self) -> None:
        """Refuse a ladder whose name is taken."""
        super().clean()
        name = self.cleaned_data.get(NAME)
        if name and ladder_key(name) in self.listed.handles:
            self.add_error(NAME, say("There is a ladder of this name already: choose another"))
        if name and not ladder_key(name):
            self.add_error(NAME, say("Begin the name with a letter"))

    def made(self) -> Data:
        """Return the entry with what was typed."""
        entry = self.changed_into()
        if self.new and self.listed.where == LADDERS:
            entry["key"] = ladder_key(self.cleaned_data[NAME])
        for one in self._needed() if self.new else ():
            entry[one.name] = []
            for line in self.cleaned_data[FIRST]:
                inner = blank(one, one.parts[0], entry[one.name])
                entry[one.name].append(inner | {"text": line})
        return entry


def ladder_key(name: str) -> str:
    """Return the key of a ladder with this name; "" where none can be made."""
    key = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
    return key if key[:1].isalpha() else ""


KEY = 60  # how long a key may be; what a criterion says to people is longer


def named(one: Setting, design: Data) -> Choices | None:
    """Return what a setting can name in this design; None where it names nothing."""
    if one.name not in _NAMED or (one.name == "message" and one.most != KEY):
        return None
    return _NAMED[one.name](design)


def _ladders(design: Data) -> Choices:
    return [(key, key.replace("_", " ").capitalize()) for key in design["ladders"]]


def _grades(design: Data) -> Choices:
    rungs = [rung for ladder in design["ladders"].values() for rung in ladder]
    return [(rung, rung) for rung in dict.fromkeys(rungs)]


def _messages(design: Data) -> Choices:
    return [(message["key"], message["title"]) for message in design["messages"]]


def _clauses(design: Data) -> Choices:
    return [(clause["key"], clause["title"]) for clause in design["agreement"]["clauses"]]


def _survey_questions(design: Data) -> Choices:
    return [
        (f"{survey['key']}.{question['key']}", f"{survey['title']}: {question['text']}")
        for survey in design["evaluation"]["surveys"]
        for question in survey["questions"]
    ]


_NAMED = {
    "ladder": _ladders,
    "grade": _grades,
    "message": _messages,
    "clause": _clauses,
    "from_question": _survey_questions,
}
# Where what a setting names is made, for when there is none yet.
MADE_ON = {"ladder": "grades", "grade": "grades", "message": "messages"}


def lacking(form: EntryForm) -> list[tuple[str, str]]:
    """Return what has to be named and is not there yet: its title, and the page that makes it."""
    return [
        (one.title, MADE_ON[one.name])
        for one in form.settings
        if one.name in MADE_ON and (known := named(one, form.design)) is not None and not known
    ]


class KindForm(Form):
    """Which kind of entry is added."""

    kind = forms.ChoiceField(label=_("What do you want to add?"), widget=forms.RadioSelect)

    def __init__(self, data: Mapping[str, Any] | None = None, *, setting: Setting) -> None:
        super().__init__(data)
        tags = [tag_of(setting, part) for part in setting.parts]
        self.fields["kind"].choices = [(tag, KIND_WORDS[tag]) for tag in tags]  # type: ignore[attr-defined]  # a ChoiceField
