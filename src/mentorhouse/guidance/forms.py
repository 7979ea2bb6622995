"""The shape of what is typed about guides; forms never save."""

from collections.abc import Mapping
from typing import Any

from django import forms

from mentorhouse.design.forms import DateParts, Form
from mentorhouse.guidance.models import LONGEST_COMMENT
from mentorhouse.guidance.rules import KINDS, PHASES, ROLES, STEPS, Guide

LONGEST_TEXT = 12_000
Ticks = forms.CheckboxSelectMultiple


class SearchForm(Form):
    """What to look for in the library."""

    narrows_a_list = True

    search = forms.CharField(label="Search the guides", required=False, max_length=100)


class LibraryFilter(SearchForm):
    """What narrows the library. Nonsense narrows nothing."""

    role = forms.ChoiceField(
        label="For whom", required=False, choices=(("", "Everyone"), *ROLES.items())
    )
    step = forms.ChoiceField(
        label="At which step", required=False, choices=(("", "Any step"), *STEPS.items())
    )
    phase = forms.ChoiceField(
        label="In which phase", required=False, choices=(("", "Any phase"), *PHASES.items())
    )

    def chosen(self) -> dict[str, str]:
        """Return the filters that make sense."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in self.fields}


class GuideForm(Form):
    """A guide of the programme, from what its writer read as `version`."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    title = forms.CharField(label="Title", max_length=200)
    text = forms.CharField(
        label="Text",
        help_text=(
            "Leave an empty line between paragraphs. Begin a line with a dash and a space for a "
            "list, with 1. for a numbered list, or with ## for a heading. **Two stars** on both "
            "sides make words bold. The first sentence also stands in lists."
        ),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 18}),
    )
    kind = forms.ChoiceField(label="What is it?", choices=list(KINDS.items()))
    roles = forms.MultipleChoiceField(
        label="For whom is it?", choices=list(ROLES.items()), widget=Ticks
    )
    steps = forms.MultipleChoiceField(
        label="At which steps is it shown?", choices=list(STEPS.items()), widget=Ticks
    )
    phases = forms.MultipleChoiceField(
        label="In which phases does it fit best?",
        help_text="Tick none if it fits in all of them.",
        choices=list(PHASES.items()),
        widget=Ticks,
        required=False,
    )
    review_by = DateParts(
        label="When should somebody look at it again?",
        help_text="For example 1 11 2027. On that day it appears under “Review due”.",
        required=False,
    )

    def page(self, key: str) -> dict[str, Any]:
        """Return the text as the design keeps it.

        Roles and steps keep the order of the guide as it was: the first ones matter most.
        """
        said = {name: self.cleaned_data[name] for name in self.fields if name != "version"}
        for name in ("roles", "steps", "phases"):
            before = list(self.initial.get(name, ()))
            said[name].sort(key=lambda one, old=before: old.index(one) if one in old else len(old))
        said["text"] = said["text"].replace("\r\n", "\n").strip()
        return {"key": key} | said


def shown_of(guide: Guide) -> dict[str, Any]:
    """Return what the form shows of a guide before anything is typed."""
    return {
        "title": guide.title,
        "text": guide.text,
        "kind": guide.kind,
        "roles": list(guide.roles),
        "steps": list(guide.steps),
        "phases": list(guide.phases),
        "review_by": guide.review_by,
    }


class HelpForm(Form):
    """One place where people find other help."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    name = forms.CharField(
        label="Who helps?", help_text="For example “Occupational health”.", max_length=200
    )
    what = forms.CharField(
        label="What do they help with?",
        help_text="In one or two sentences.",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    contact = forms.CharField(
        label="How do people get there?",
        help_text="A telephone number, an e-mail address or a web address.",
        max_length=400,
    )


class CommentForm(Form):
    """What somebody says about a guide."""

    text = forms.CharField(
        label="Your comment",
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    name = forms.ChoiceField(
        label="May the co-ordinator know who you are?",
        choices=(("with", "Yes, send my name with it"), ("without", "No, leave my name out")),
        widget=forms.RadioSelect,
    )
    hints = {
        "name": {
            "with": "You can be answered, on this page and with an e-mail that there is an answer.",
            "without": "Your name is not kept anywhere, so nobody can answer you.",
        }
    }


class AnswerForm(Form):
    """A co-ordinator’s answer."""

    answer = forms.CharField(
        label="Your answer",
        required=False,
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def library_filter(data: Mapping[str, Any], *, role: str) -> LibraryFilter:
    """Make the filter as asked for; at first it shows what is for the reader’s own role."""
    return LibraryFilter(data or {"role": role})
