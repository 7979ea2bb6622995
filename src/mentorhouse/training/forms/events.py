"""The shapes of what is typed about events: a plan, a filter, who came, what was said of it."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, time
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.policy import Capability
from mentorhouse.design.clocks import DoubledTime, NoSuchTime, instant
from mentorhouse.design.forms import DateParts, Form, SealedTextField, TimeOfDay
from mentorhouse.languages.saying import mark, say
from mentorhouse.training.models import Event, EventWay
from mentorhouse.training.rules.events import MOST_PLACES, why_not_for, why_not_plan

DETAILS = {
    "room": (mark("In a room: where is it?"), mark("Address, floor, whom to ask for.")),
    "video": (
        mark("By video: which link?"),
        mark("The whole address, beginning with https://, and a code if there is one."),
    ),
    "telephone": (mark("By telephone: which number?"), mark("And a code if there is one.")),
}


class EventForm(Form):
    """A plan of an event. Without a date, people ask to hear of one."""

    once = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    kind = forms.ChoiceField(label=_("What kind of event is it?"), widget=forms.RadioSelect)
    audience = forms.ChoiceField(
        label=_("For whom?"), choices=Event.Audience.choices, widget=forms.RadioSelect
    )
    title = forms.CharField(label=_("Title"), max_length=120)
    about = forms.CharField(
        label=_("What is it about, and what to bring?"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Everybody for whom it is meant reads this. Do not write here how one joins."),
    )  # fmt: skip
    on = DateParts(
        label=_("On which day?"), required=False,
        help_text=_("Leave it empty if there is no date yet: people can ask to hear of it."),
    )  # fmt: skip
    starts = TimeOfDay(label=_("From"), required=False, help_text=_("For example 2.30pm"))
    ends = TimeOfDay(label=_("To"), required=False, help_text=_("On the same day"))
    places = forms.IntegerField(
        label=_("Places in all"), min_value=1, max_value=MOST_PLACES,
        error_messages={"required": _("Enter how many places there are in all")},
        help_text=_("Over all ways of joining. Who comes after that waits in a list."),
    )  # fmt: skip
    ways = forms.MultipleChoiceField(
        label=_("How can people join?"), choices=EventWay.Way.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("One way or several. For each, say below how one joins."),
    )  # fmt: skip

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, kinds: Collection[str], now: datetime,
        initial: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        fresh = {"once": uuid4(), "version": 0} | dict(initial or {})
        super().__init__(data, initial=fresh)
        self.now = now
        self.starts_at: datetime | None = None
        self.ends_at: datetime | None = None
        self.fields["kind"].choices = [  # type: ignore[attr-defined]  # a choice field
            (value, words) for value, words in Event.Kind.choices if value in kinds
        ]
        for way, words in EventWay.Way.choices:
            label, hint = DETAILS[way]
            self.fields[f"{way}_details"] = SealedTextField(
                label=say(label), help_text=say(hint), required=False, rows=2, max_length=1000,
                capability=Capability.READ_JOINING_DETAILS,
            )  # fmt: skip
            self.fields[f"{way}_places"] = forms.IntegerField(
                label=gettext("{way}: how many at most?").format(way=words), required=False,
                min_value=1, max_value=MOST_PLACES,
                help_text=gettext("Leave it empty if only the places in all count."),
            )  # fmt: skip
        self.ask_by_name()

    def clean(self) -> dict[str, Any]:
        """Turn day and times into moments, and say what cannot be."""
        cleaned = dict(super().clean() or self.cleaned_data)
        self._take_time(cleaned)
        refusal = why_not_for(cleaned.get("kind", ""), cleaned.get("audience", ""))
        if refusal and cleaned.get("audience"):
            self.add_error("audience", refusal)
        for way in cleaned.get("ways", ()):
            few = cleaned.get(f"{way}_places")
            if few and cleaned.get("places") and few > cleaned["places"]:
                self.add_error(f"{way}_places", gettext("This is more than the places in all"))
        return cleaned

    def _take_time(self, cleaned: Mapping[str, Any]) -> None:
        names = ("on", "starts", "ends")
        if self.errors.keys() & set(names):
            return
        day, starts, ends = (cleaned.get(name) for name in names)
        if day is None and starts is None and ends is None:
            return
        told = {"on": gettext("Enter a day"), "starts": gettext("Enter when it begins"),
                "ends": gettext("Enter when it ends")}  # fmt: skip
        for name in names:
            if cleaned.get(name) is None:
                self.add_error(name, told[name])
        if day is None or starts is None or ends is None:
            return
        self.starts_at = self._moment("starts", day, starts)
        self.ends_at = self._moment("ends", day, ends)
        if self.starts_at and self.ends_at and not self.errors.keys() & set(names):
            refusal = why_not_plan(self.starts_at, self.ends_at, now=self.now)
            if refusal:
                self.add_error("ends" if self.ends_at <= self.starts_at else "on", refusal)

    def _moment(self, name: str, day: date, clock: time) -> datetime | None:
        """Return the moment in the zone of who types; an hour skipped or doubled is none."""
        try:
            return instant(day, clock, str(timezone.get_current_timezone()))
        except (NoSuchTime, DoubledTime) as problem:
            self.add_error(name, str(problem))
        except OverflowError:
            self.add_error("on", gettext("Enter a day that lies nearer"))
        return None


class EventsFilter(Form):
    """Which events to list. Nonsense narrows nothing."""

    narrows_a_list = True

    when = forms.ChoiceField(
        label=_("When"), required=False,
        choices=[
            ("", _("All")), ("coming", _("To come")), ("undated", _("Without a date")),
            ("past", _("Past")),
        ],
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("Every kind")), *Event.Kind.choices]
    )

    def chosen(self) -> dict[str, str]:
        """Return the filters that make sense."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in ("when", "kind")}


class BookingForm(Form):
    """How one joins."""

    way = forms.ChoiceField(label=_("How would you like to join?"), widget=forms.RadioSelect)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, event: Event, way: str = ""
    ) -> None:
        ways = list(event.ways.all())
        only = ways[0].way if len(ways) == 1 else ""
        super().__init__(data, initial={"way": way or only})
        self.fields["way"].choices = [(w.way, w.get_way_display()) for w in ways]  # type: ignore[attr-defined]  # a choice field
        self.hints = {"way": {w.way: _left(w, event) for w in ways}}  # type: ignore[misc]  # of this event


def _left(way: EventWay, event: Event) -> str:
    """Say what is left in one way; where the event is full, nothing is."""
    if way.places is None or event.taken >= event.places:
        return ""
    left = min(way.places - way.taken, event.places - event.taken)
    return gettext("{left} of {places} places left").format(left=left, places=way.places)


class AttendanceForm(Form):
    """Who came, of those who were booked."""

    came = forms.MultipleChoiceField(
        label=_("Who came?"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick everybody who was there. The last record counts."),
    )  # fmt: skip

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, booked: list[tuple[str, str]],
        came: Collection[str] = (),
    ) -> None:  # fmt: skip
        super().__init__(data, initial={"came": list(came)})
        self.fields["came"].choices = booked  # type: ignore[attr-defined]  # a choice field


class MaterialForm(Form):
    """Something to read or watch."""

    title = forms.CharField(label=_("What is it?"), max_length=120)
    link = forms.URLField(
        label=_("Link"), max_length=500, assume_scheme="https",
        help_text=_("It begins with https://. Everybody for whom the event is meant sees it."),
        error_messages={"invalid": _("Enter a whole address that begins with https://")},
    )  # fmt: skip

    def clean_link(self) -> str:
        """Take only links that are safe on the way."""
        link = str(self.cleaned_data["link"])
        if not link.startswith("https://"):
            raise forms.ValidationError(gettext("Enter a link that begins with https://"))
        return link


class FeedbackForm(Form):
    """Two questions, and no name."""

    useful = forms.TypedChoiceField(
        label=_("How useful was it to you?"), coerce=int, widget=forms.RadioSelect,
        choices=[
            ("5", _("5 – very useful")), ("4", _("4 – useful")), ("3", _("3 – partly useful")),
            ("2", _("2 – not very useful")), ("1", _("1 – not useful")),
        ],
    )  # fmt: skip
    words = SealedTextField(
        label=_("One thing to keep, or to change"), required=False, rows=3, max_length=1000,
        help_text=_("Write so that nobody can tell who you are."),
        capability=Capability.READ_EVENT_FEEDBACK,
    )  # fmt: skip
