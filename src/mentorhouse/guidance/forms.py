"""The shape of what is typed about guides; forms never save."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorhouse.design.forms import DateParts, Form, choices_of
from mentorhouse.guidance.models import LONGEST_COMMENT
from mentorhouse.guidance.rules import KINDS, PHASES, ROLES, STEPS, Guide

LONGEST_TEXT = 12_000
Ticks = forms.CheckboxSelectMultiple


class SearchForm(Form):
    """What to look for in the library."""

    narrows_a_list = True

    search = forms.CharField(label=_("Search the guides"), required=False, max_length=100)


class LibraryFilter(SearchForm):
    """What narrows the library. Nonsense narrows nothing."""

    role = forms.ChoiceField(
        label=_("For whom"), required=False, choices=(("", _("Everyone")), *choices_of(ROLES))
    )
    step = forms.ChoiceField(
        label=_("At which step"), required=False, choices=(("", _("Any step")), *choices_of(STEPS))
    )
    phase = forms.ChoiceField(
        label=_("In which phase"),
        required=False,
        choices=(("", _("Any phase")), *choices_of(PHASES)),
    )

    def chosen(self) -> dict[str, str]:
        """Return the filters that make sense."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in self.fields}


class GuideForm(Form):
    """A guide of the programme, from what its writer read as `version`."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    title = forms.CharField(label=_("Title"), max_length=200)
    text = forms.CharField(
        label=_("Text"),
        help_text=(
            _(
                "Leave an empty line between paragraphs. "
                "Begin a line with a dash and a space for a "
                "list, with 1. for a numbered list, or with "
                "## for a heading. **Two stars** on both "
                "sides make words bold. The first sentence also stands in lists."
            )
        ),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 18}),
    )
    kind = forms.ChoiceField(label=_("What is it?"), choices=choices_of(KINDS))
    roles = forms.MultipleChoiceField(
        label=_("For whom is it?"), choices=choices_of(ROLES), widget=Ticks
    )
    steps = forms.MultipleChoiceField(
        label=_("At which steps is it shown?"), choices=choices_of(STEPS), widget=Ticks
    )
    phases = forms.MultipleChoiceField(
        label=_("In which phases does it fit best?"),
        help_text=_("Tick none if it fits in all of them."),
        choices=choices_of(PHASES),
        widget=Ticks,
        required=False,
    )
    review_by = DateParts(
        label=_("When should somebody look at it again?"),
        help_text=_("For example 1 11 2027. On that day it appears under “Review due”."),
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
        label=_("Who helps?"), help_text=_("For example “Occupational health”."), max_length=200
    )
    what = forms.CharField(
        label=_("What do they help with?"),
        help_text=_("In one or two sentences."),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    contact = forms.CharField(
        label=_("How do people get there?"),
        help_text=_("A telephone number, an e-mail address or a web address."),
        max_length=400,
    )


class CommentForm(Form):
    """What somebody says about a guide."""

    text = forms.CharField(
        label=_("Your comment"),
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    name = forms.ChoiceField(
        label=_("May the co-ordinator know who you are?"),
        choices=(("with", _("Yes, send my name with it")), ("without", _("No, leave my name out"))),
        widget=forms.RadioSelect,
    )
    hints = {
        "name": {
            "with": _(
                "You can be answered, on this page and with an e-mail that there is an answer."
            ),
            "without": _("Your name is not kept anywhere, so nobody can answer you."),
        }
    }


class AnswerForm(Form):
    """A co-ordinator’s answer."""

    answer = forms.CharField(
        label=_("Your answer"),
        required=False,
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def library_filter(data: Mapping[str, Any], *, role: str) -> LibraryFilter:
    """Make the filter as asked for; at first it shows what is for the reader’s own role."""
    return LibraryFilter(data or {"role": role})
