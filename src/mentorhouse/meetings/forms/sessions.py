"""The shape of a one-to-one session: with whom, what about, and the notes of the two."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.policy import Capability
from mentorhouse.design.forms import Form, SealedTextField
from mentorhouse.design.two_writers import Box, TwoWritersForm
from mentorhouse.languages.saying import say
from mentorhouse.meetings.forms.meetings import DetailsForm
from mentorhouse.meetings.models import Session


class AskSessionForm(Form):
    """With whom somebody would like a session, and what about."""

    other = forms.ChoiceField(
        label=_("With whom?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose with whom you would like a session")},
    )
    topic = SealedTextField(
        capability=Capability.HOLD_SESSION,
        label=_("What would you like to talk about?"),
        help_text=_("You need not say it here."),
        required=False,
    )

    def __init__(self, people: Mapping[UUID, str], data: Mapping[str, Any] | None = None) -> None:
        only = {"other": str(next(iter(people)))} if len(people) == 1 else {}
        super().__init__(data, initial=only)
        self.fields["other"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            (str(pk), name) for pk, name in people.items()
        ]

    @property
    def chosen(self) -> UUID:
        """Return with whom."""
        return UUID(self.cleaned_data["other"])


class SessionDetailsForm(DetailsForm):
    """How long a session is, in which way, and where: for the two alone."""

    place = SealedTextField(
        label=_("Place, if you meet face to face"),
        capability=Capability.HOLD_SESSION, max_length=200, required=False,
        widget=forms.TextInput,
    )  # fmt: skip
    link = SealedTextField(
        label=_("Link, if you meet by video"),
        help_text=_("It begins with https:// and can be added later."),
        capability=Capability.HOLD_SESSION, max_length=500, required=False,
        widget=forms.TextInput(attrs={"inputmode": "url", "spellcheck": "false"}),
    )  # fmt: skip


def notes_form(
    session: Session, text: str, data: Mapping[str, Any] | None = None
) -> TwoWritersForm:
    """One box in which both may write."""
    hint = say("For example what you talked about, and what each of you does next.")
    box = Box("notes", say("What do you keep of your session?"), hint, rows=8)
    return TwoWritersForm(
        (box,), data, texts={"notes": text}, revision=session.revision,
        capability=Capability.HOLD_SESSION,
    )  # fmt: skip
