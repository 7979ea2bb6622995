"""Forms of the steering group."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorhouse.design.forms import Form, TimeOfDay
from mentorhouse.governance.forms.entry import EntryForm, OwnedForm, address, box, line, on
from mentorhouse.governance.models import BoardMember
from mentorhouse.languages.saying import say


class SeatForm(Form):
    """What somebody does in the group, from when until when."""

    role = forms.ChoiceField(label=_("Role in the group"), choices=BoardMember.Role.choices)
    since = on(_("From"))
    until = on(
        _("Until"),
        _(
            "The last day of the seat. After it they see nothing of the group. "
            "Leave empty if there is no end yet."
        ),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Keep the dates in their order."""
        cleaned = super().clean() or self.cleaned_data
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", say("The last day must not be before the first"))
        return cleaned


class NewSeatForm(SeatForm):
    """Who gets a seat."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_(
            "They get an e-mail. Someone without an account gets a link to set up sign-in."
        ),
    )
    field_order = ("email", "role", "since", "until")


class GroupForm(EntryForm):
    """What the group is called, and what it is for."""

    name = line(_("What is the group called?"), _("For example: steering group, or talent board."))
    terms = box(
        _("Terms of reference"),
        _(
            "What the group is for, what it decides, how "
            "often it meets. You can use Markdown: a line "
            "that begins with # is a heading, with - a point of a list."
        ),
        rows=12,
        most=8000,
        required=False,
    )


class ObjectiveForm(EntryForm):
    """An agreed objective."""

    title = line(_("What has the group agreed to reach?"), most=300)
    measure = line(_("How will you know?"), most=300, required=False)
    agreed_on = on(_("Agreed on"))
    met_on = on(_("Reached on"), _("Leave empty until then."), required=False)


class GapForm(EntryForm):
    """Something missing."""

    title = line(
        _("What is missing?"), _("For example: no mentors from the ambulance service."), most=300
    )
    remedy = line(_("What would fill the gap?"), most=300, required=False)
    closed_on = on(_("Filled on"), _("Leave empty until then."), required=False)


class BodyLinkForm(EntryForm):
    """A body that the group works with."""

    title = line(_("Which body?"), _("For example: regional leadership academy."))
    about = line(_("What do you do together?"), most=500, required=False)
    address = address(_("Web address"))


class BoardMeetingForm(EntryForm):
    """A meeting of the group."""

    title = line(_("Which meeting?"), _("For example: spring meeting."), most=120)
    day = on(_("Date"))
    starts = TimeOfDay(label=_("Time"), help_text=_("For example 2.30pm or 14:30"), required=False)
    place = line(_("Place, or how to join"), required=False)


class PaperForm(EntryForm):
    """A paper: its text, or where it is kept."""

    title = line(_("Title"))
    text = box(
        _("Text"),
        _(
            "You can use Markdown. Write no names of mentors or mentees: the group sees nothing "
            "personal."
        ),
        rows=12,
        most=20000,
        required=False,
    )
    address = address(_("Web address"), _("If the paper is kept somewhere else."))

    def clean(self) -> dict[str, Any]:
        """Ask for the text or the address."""
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("text") and not cleaned.get("address") and "address" not in self.errors:
            self.add_error("text", say("Enter the text, or the web address where the paper is"))
        return cleaned


class DecisionForm(EntryForm):
    """A decision."""

    title = box(_("What was decided?"), _("One decision. Name no mentor or mentee."), most=500)


class BoardActionForm(OwnedForm):
    """An action after a meeting."""

    title = line(_("What is to be done?"), most=300)
    due = on(_("By when?"))
    done_on = on(_("Done on"), _("Leave empty while it is not done."), required=False)
    field_order = ("title", "due", "owner", "owner_name", "done_on")


def seat_form(data: Mapping[str, Any] | None, member: BoardMember) -> SeatForm:
    """Return the form of a seat that exists."""
    began = {"role": member.role, "since": member.since, "until": member.until}
    return SeatForm(data, initial=began)
