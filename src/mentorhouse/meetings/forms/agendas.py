"""The shape of an agenda item, of what somebody prepares, of notes and of an answer by link."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.policy import Capability, Relation
from mentorhouse.design.forms import Form, OnceForm, SealedTextField
from mentorhouse.design.two_writers import Box, TwoWritersForm
from mentorhouse.languages.saying import say
from mentorhouse.meetings import rules
from mentorhouse.meetings.models import MeetingQuestion


class ItemForm(OnceForm):
    """One thing to talk about, and for how long."""

    words = SealedTextField(
        label=_("What do you want to talk about?"),
        capability=Capability.READ_MEETING_LOG, max_length=rules.LONGEST_ITEM, rows=2,
    )  # fmt: skip
    minutes = forms.IntegerField(
        label=_("Minutes, if you like"), required=False, min_value=1, max_value=240
    )


class PrepareForm(Form):
    """What somebody prepares, and whether their partner may read it."""

    thoughts = SealedTextField(
        label=_("Your thoughts"),
        help_text=_("A few words are enough. You can come back and change them."),
        capability=Capability.READ_PREPARED, max_length=4000, rows=8, required=False,
    )  # fmt: skip
    share = forms.BooleanField(label=_("Share it with my partner"), required=False)

    def __init__(self, data: Mapping[str, Any] | None = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["thoughts"].readers = say(  # type: ignore[attr-defined]  # a SealedTextField
            "Only you can read this. If you share it, your partner can read it too, "
            "and nobody else."
        )


class DidYouMeetForm(Form):
    """One press: yes with the length, moved, or no."""

    said = forms.ChoiceField(choices=MeetingQuestion.Said.choices, widget=forms.HiddenInput)
    minutes = forms.IntegerField(
        label=_("If you met: how many minutes?"),
        min_value=rules.SHORTEST_MINUTES, max_value=rules.LONGEST_MINUTES,
    )  # fmt: skip


def meeting_notes_form(
    text: str, *, revision: int, holding: frozenset[Relation],
    data: Mapping[str, Any] | None = None,
) -> TwoWritersForm:  # fmt: skip
    """One box for the notes that two may write at the same time."""
    box = Box("text", say("Notes"), say("No names or details of other people."), 8000, 10)
    return TwoWritersForm(
        (box,), data, texts={"text": text}, revision=revision, holding=holding,
        capability=Capability.READ_MEETING_LOG,
    )  # fmt: skip
