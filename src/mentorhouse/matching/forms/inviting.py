"""What people send about first talks: a message, times, how one joins, a private rating."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.policy import Capability
from mentorhouse.design import words as drawn
from mentorhouse.design.forms import Form, SealedTextField, choices_of
from mentorhouse.design.times import TimesForm
from mentorhouse.languages.saying import say
from mentorhouse.matching.models import OfferedTime, TalkTime, Way
from mentorhouse.matching.rules.inviting import MOST_TIMES
from mentorhouse.matching.rules.rating import LIKING_WORDS

LONGEST = 3000
OTHER_TIMES = "other"
AIMS_WORDS = (
    _("What do you hope for?"),
    _(
        "Say in a few sentences who you are, what you want to work on, and why you turn to this "
        "mentor."
    ),
)


def _message(label: Any, hint: Any, *, needed: bool = True) -> SealedTextField:
    return SealedTextField(
        label=label, help_text=hint, capability=Capability.READ_TALK, max_length=LONGEST,
        required=needed, widget=forms.Textarea(attrs={"rows": 6}),
    )  # fmt: skip


def _way() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("How would you like to meet?"), choices=Way.choices, widget=forms.RadioSelect
    )


def _joining(capability: Capability) -> SealedTextField:
    return SealedTextField(
        label=_("How does one join?"),
        help_text=_("A place, a telephone number or a link. It can be added or changed later."),
        capability=capability, max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


def _mutual(*, needed: bool) -> forms.BooleanField:
    return forms.BooleanField(
        label=_("We would mentor each other"), required=needed,
        error_messages={
            "required": _("Tick this: the two of you can mentor each other, and not one way only"),
        },
        help_text=_("Each of you would be mentor and mentee of the other. It takes a place of both "
                    "kinds of each of you, and begins only when both have said yes."),
    )  # fmt: skip


class AimsForm(Form):
    """What a mentee hopes for: all that is sent where there is no meeting before."""

    message = _message(*AIMS_WORDS)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *,
        one_way: bool = True, mutual: bool = False, **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(data, **options)
        if mutual:
            self.fields["mutual"] = _mutual(needed=not one_way)
            self.ask_by_name()


def said(time: OfferedTime) -> str:
    """Write an offered time with its way of meeting and its length."""
    return say(
        "{moment}, {way}, {minutes} minutes",
        moment=drawn.moment(time.starts_at), way=time.get_way_display(), minutes=time.minutes,
    )  # fmt: skip


class InviteForm(TimesForm):
    """A message, and a time: one that the mentor offers, or some of one's own."""

    rows = MOST_TIMES

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, offered: Sequence[OfferedTime] = (),
        needs_message: bool = True, one_way: bool = True, mutual: bool = False, **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(data, compulsory=False, **options)
        times = self.fields
        self.fields = {
            "message": _message(*AIMS_WORDS, needed=needs_message),
            **({"mutual": _mutual(needed=not one_way)} if mutual else {}),
            "time": forms.ChoiceField(
                label=_("Which time suits you?"), widget=forms.RadioSelect,
                choices=[
                    *((str(time.pk), said(time)) for time in offered),
                    (OTHER_TIMES, _("None of these: propose others")),
                ],
            ),
            "way": _way(),
        } | times  # fmt: skip
        if not offered:
            del self.fields["time"]
        self.fields["way"].required = not offered
        self.ask_by_name()

    @property
    def booked(self) -> UUID | None:
        """The offered time that was chosen, if one was."""
        chosen = self.cleaned_data.get("time") or OTHER_TIMES
        return None if chosen == OTHER_TIMES else UUID(chosen)

    def clean(self) -> dict[str, Any]:
        """Ask for the way of meeting where no offered time was chosen."""
        cleaned = super().clean()
        if cleaned.get("time") == OTHER_TIMES and not cleaned.get("way"):
            self.add_error("way", say("Choose how you would like to meet"))
        return cleaned


class ProposeForm(TimesForm):
    """Other times, and in which way."""

    rows = MOST_TIMES
    way = _way()


class OfferForm(TimesForm):
    """Times at which a mentor is free."""

    rows = 5
    way = _way()
    joining = _joining(Capability.READ_OFFERED_TIME)


class PickForm(Form):
    """One of the times that the other proposed; the mentor may say how one joins."""

    time = forms.ChoiceField(label=_("Which time suits you?"), widget=forms.RadioSelect)
    joining = _joining(Capability.READ_TALK)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, times: Sequence[TalkTime],
        with_joining: bool, **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(data, **options)
        choices = [(str(time.pk), drawn.moment(time.starts_at)) for time in times]
        self.fields["time"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField
        if not with_joining:
            del self.fields["joining"]


class BookForm(Form):
    """One of the times that the mentor offers to everybody who may talk with them."""

    booked = forms.ChoiceField(
        label=_("Which of these times suits you?"), widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one of the times that the mentor offers"),
            "invalid_choice": _(
                "This time has just been taken, or it has passed. Please choose another one of "
                "those below."
            ),
        },
    )  # fmt: skip

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, offered: Sequence[OfferedTime],
        **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(data, **options)
        choices = [(str(time.pk), said(time)) for time in offered]
        self.fields["booked"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField


class JoiningForm(Form):
    """How one joins."""

    joining = _joining(Capability.READ_TALK)


class RatingForm(Form):
    """What one privately thinks after a first talk."""

    liking = forms.ChoiceField(
        label=_("Could you work with this person?"),
        choices=choices_of(LIKING_WORDS),
        widget=forms.RadioSelect,
    )
