"""Forms about needs, and the hand-over."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from mentorhouse.accounts.models import User
from mentorhouse.design.forms import Form
from mentorhouse.governance.forms.entry import box, line
from mentorhouse.governance.models import Need
from mentorhouse.governance.queries.entries import name_of
from mentorhouse.governance.rules.needs import MOST_MANAGERS, MOST_PEOPLE, addresses_in
from mentorhouse.languages.saying import say


def _number(label: Any, hint: Any) -> Any:
    return forms.IntegerField(
        label=label, help_text=hint, min_value=0, max_value=MOST_PEOPLE,
        error_messages={"invalid": _("Enter a whole number, for example 4")},
    )  # fmt: skip


class AskForm(Form):
    """Which managers are asked, for which year."""

    year = forms.IntegerField(
        label=_("For which year?"), min_value=2000, max_value=2200,
        error_messages={"invalid": _("Enter a year, for example 2027")},
    )  # fmt: skip
    addresses = forms.CharField(
        label=_("E-mail addresses of the managers"),
        help_text=_(
            "One a line, or with commas between them. Each gets one e-mail with a link to a "
            "short form. Who was asked for this year already is not asked again."
        ),
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def clean_addresses(self) -> list[str]:
        """Name each address that is none."""
        found = addresses_in(self.cleaned_data["addresses"])
        if len(found) > MOST_MANAGERS:
            raise ValidationError(
                say(
                    "These are {found} addresses. Ask at most {most_managers} at once.",
                    found=len(found),
                    most_managers=MOST_MANAGERS,
                )
            )
        wrong = [each for each in found if not _is_address(each)]
        if wrong:
            raise ValidationError(
                say(
                    "Not an e-mail address: {value}. Correct or remove it.",
                    value=", ".join(wrong[:5]),
                )
            )
        return found


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


class NeedForm(Form):
    """What a manager states."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    organisation = line(_("Your organisation"))
    mentees_wanted = _number(
        _("How many of your staff would gain from a mentor?"), _("Nought is an answer, too.")
    )
    mentors_offered = _number(_("How many of your staff could be mentors?"), "")
    themes = line(
        _("What would the mentoring be about?"),
        _("For example: first line management, returning to work. Name nobody."),
        most=500,
        required=False,
    )
    comment = box(_("Anything else?"), _("Name nobody."), required=False)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, need: Need, organisation: str
    ) -> None:
        names = ("version", "mentees_wanted", "mentors_offered", "themes", "comment")
        began = {name: getattr(need, name) for name in names}
        super().__init__(data, initial=began | {"organisation": organisation})


class HandOverForm(Form):
    """Who leaves, and who takes over."""

    leaver = forms.ChoiceField(label=_("Whose tasks?"))
    successor = forms.ChoiceField(label=_("Who takes over?"))
    leaves = forms.BooleanField(
        label=_("They leave: their access to this programme ends, too"), required=False
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        owners: Sequence[User],
        successors: Sequence[User],
        me: object,
    ) -> None:
        super().__init__(data, initial={"leaver": str(me)})
        self.people = {str(user.pk): user for user in (*owners, *successors)}
        self._offer("leaver", owners, me)
        self._offer("successor", successors, me)

    def _offer(self, name: str, users: Sequence[User], me: object) -> None:
        named = [
            (str(u.pk), say("{u} (you)", u=name_of(u)) if u.pk == me else name_of(u)) for u in users
        ]
        self.fields[name].choices = [("", say("Choose one")), *named]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for two people."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("leaver") and cleaned.get("leaver") == cleaned.get("successor"):
            self.add_error("successor", say("Choose somebody else: a hand-over needs two people"))
        return cleaned

    @property
    def whose(self) -> User:
        """Who hands over."""
        return self.people[self.cleaned_data["leaver"]]

    @property
    def heir(self) -> User:
        """Who takes over."""
        return self.people[self.cleaned_data["successor"]]
