"""The shape of what people send: times, the details of a meeting, its facts and its log."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.policy import Capability, Relation
from mentorhouse.design import times
from mentorhouse.design.forms import DateParts, Form, SealedTextField
from mentorhouse.design.two_writers import Box, TwoWritersForm
from mentorhouse.languages.saying import mark, say
from mentorhouse.meetings import rules
from mentorhouse.meetings.models import Meeting
from mentorhouse.programmes.design import Meetings as Guidance

WAYS = Meeting.Way.choices
LOG = (
    Box("topics", mark("What did you talk about?"), rows=4),
    Box("achieved", mark("What was done or achieved since last time?"), rows=3),
    Box("challenges", mark("Challenges, solutions, and what is still open"), rows=3),
    Box("steps", mark("Steps to reach the objectives"),
        mark("What is needed, where it happens, and who sees to it."), rows=3),
    Box("mentee_actions", mark("What the mentee does before next time"), rows=3),
    Box("mentor_actions", mark("What the mentor does before next time"), rows=3),
    Box("resources", mark("Resources needed"), rows=2),
    Box("next_topic", mark("What to talk about next time"), rows=2),
)  # fmt: skip


def log_boxes() -> tuple[Box, ...]:
    """Give the boxes of a log in the language in force."""
    return tuple(replace(box, label=say(box.label), hint=say(box.hint)) for box in LOG)


class TimesForm(times.TimesForm):
    """One to five dates with a time, in the zone of the person who types."""

    rows = rules.MOST_TIMES

    def why_not(self, start: datetime) -> str:
        """Say why a time cannot be offered; nothing if it can."""
        return rules.why_not_offer(start, at=self.at)


class DetailsForm(Form):
    """How long a meeting is, in which way, and where."""

    way = forms.ChoiceField(label=_("How will you meet?"), choices=WAYS, widget=forms.RadioSelect)
    place = SealedTextField(
        label=_("Place, if you meet face to face"),
        capability=Capability.ARRANGE_MEETING, max_length=200, required=False,
        widget=forms.TextInput,
    )  # fmt: skip
    link = SealedTextField(
        label=_("Link, if you meet by video"),
        help_text=_("It begins with https:// and can be added later."),
        capability=Capability.ARRANGE_MEETING, max_length=500, required=False,
        widget=forms.TextInput(attrs={"inputmode": "url", "spellcheck": "false"}),
    )  # fmt: skip
    length_minutes = forms.IntegerField(
        label=_("Length in minutes"),
        min_value=rules.SHORTEST_MINUTES,
        max_value=rules.LONGEST_MINUTES,
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, guidance: Guidance, **options: Any
    ) -> None:
        super().__init__(data, **options)
        self.guidance = guidance
        guide(self, guidance)
        self.fields["place"].help_text = rules.place_words(guidance)
        # A way that was agreed before stays, whatever the programme offers by now.
        offered = {*guidance.ways, (options.get("initial") or {}).get("way")}
        ways = [(value, words) for value, words in WAYS if value in offered]
        self.fields["way"].choices = ways  # type: ignore[attr-defined]  # a ChoiceField

    def clean_link(self) -> str:
        """Take a web address that is encrypted on its way, and nothing else."""
        link = str(self.cleaned_data["link"])
        if link:
            forms.URLField(assume_scheme="https").clean(link)
            if not link.lower().startswith("https://"):
                raise forms.ValidationError(say("Enter a link that begins with https://"))
        return link

    def clean(self) -> dict[str, Any]:
        """Keep a place only for meeting face to face, and a link only for video."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("way") != Meeting.Way.FACE_TO_FACE:
            cleaned["place"] = ""
        if cleaned.get("way") != Meeting.Way.VIDEO:
            cleaned["link"] = ""
        return cleaned


class ChangeDetailsForm(DetailsForm):
    """The details of a meeting, and the state of it that they are based on."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class FactsForm(Form):
    """What became of a meeting: three facts, and nothing that people would not say on a phone."""

    held_on = DateParts(label=_("When did you meet?"))
    way = forms.ChoiceField(label=_("How did you meet?"), choices=WAYS, widget=forms.RadioSelect)
    length_minutes = forms.IntegerField(
        label=_("Length in minutes"),
        min_value=rules.SHORTEST_MINUTES,
        max_value=rules.LONGEST_MINUTES,
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, guidance: Guidance, today: date,
        **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(data, **options)
        self.today = today
        guide(self, guidance)

    def clean_held_on(self) -> date:
        """Take a day that has come."""
        day: date = self.cleaned_data["held_on"]
        if day > self.today:
            raise forms.ValidationError(
                say("This day is still to come. Record the meeting afterwards.")
            )
        return day


def guide(form: Form, guidance: Guidance) -> None:
    """Say what the programme recommends, and begin with it (R7.03)."""
    length = form.fields["length_minutes"]
    length.initial = guidance.length_minutes
    length.help_text = rules.length_words(guidance)


def log_form(
    texts: Mapping[str, str], *, revision: int, holding: frozenset[Relation],
    data: Mapping[str, Any] | None = None,
) -> TwoWritersForm:  # fmt: skip
    """One box for each field of the log."""
    return TwoWritersForm(
        log_boxes(), data, texts=texts, revision=revision, holding=holding,
        capability=Capability.READ_MEETING_LOG,
    )  # fmt: skip
