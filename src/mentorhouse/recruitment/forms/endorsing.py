"""What managers and sponsors answer, whom applicants name, and whom sponsors identify."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.policy import Capability, Relation
from mentorhouse.design.forms import Form, HoursField, OnceForm, SealedTextField
from mentorhouse.recruitment.actions.endorsing import Said, Who
from mentorhouse.recruitment.actions.sponsoring import Seen, Sponsor
from mentorhouse.recruitment.rules.endorsing import STANDING_WORDS, Standing
from mentorhouse.recruitment.rules.sponsoring import LINK_DAYS, MOST_PEOPLE
from mentorhouse.recruitment.states import Asks, EndorsementMove

M = EndorsementMove


class AnswerForm(OnceForm):
    """What somebody who is asked for support answers."""

    answer = forms.ChoiceField(
        label=_("Do you support this?"),
        choices=[
            (M.SUPPORT.value, _("Yes, I support it")),
            (M.TALK.value, _("I would like to talk about it first")),
            (M.DECLINE.value, _("No, not now")),
        ],
        widget=forms.RadioSelect,
    )
    hours = HoursField(
        label=_("How many hours a month can you grant?"),
        help_text=_("Needed if you say yes. Half hours are fine, for example 1.5."),
    )
    understands = forms.BooleanField(
        label=_(
            "I understand that what is talked about in mentoring is confidential, and that I will "
            "not be told of it"
        ),
        required=False,
    )
    comment = SealedTextField(
        capability=Capability.READ_ENDORSEMENT,
        label=_("Is there anything that the co-ordinators should know?"),
        help_text=_("Write only what you would also say to the person."),
        max_length=2000,
        required=False,
        rows=4,
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        holding: frozenset[Relation] = frozenset(),
    ) -> None:
        super().__init__(data, holding=holding)
        if data is not None:
            self.fields["hours"].required = data.get("answer") == M.SUPPORT

    def clean(self) -> dict[str, Any]:
        """Ask for understanding of those who say yes."""
        said = super().clean() or self.cleaned_data
        if said.get("answer") == M.SUPPORT and not said.get("understands"):
            self.add_error("understands", _("Tick the box if you understand this"))
        self.fields["hours"].required = True  # so that the page calls it optional never
        return said

    def said(self) -> Said:
        """Return the answer."""
        given = self.cleaned_data
        hours = given["hours"]
        return Said(
            M(given["answer"]), int(hours * 60) if hours else None, given["understands"],
            given["comment"].strip(),
        )  # fmt: skip


class AskForm(Form):
    """Whom an applicant asks for support."""

    name = forms.CharField(label=_("Their full name"), max_length=200)
    email = forms.EmailField(
        label=_("Their e-mail address at work"),
        help_text=_("They get one letter with a private link. They need no account."),
    )

    def who(self, relation: Asks) -> Who:
        """Return who is asked."""
        return Who(relation, self.cleaned_data["name"], self.cleaned_data["email"])


class SupportFilter(Form):
    """What narrows the list of those who were asked. Nonsense narrows nothing."""

    narrows_a_list = True

    search = forms.CharField(label=_("Name"), required=False, max_length=100)
    standing = forms.ChoiceField(label=_("Answer"), required=False)

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data)
        told = [s for s in Standing if s not in {Standing.NOT_WANTED, Standing.NOT_ASKED}]
        offered = [("", _("Any answer")), *((s.value, _(STANDING_WORDS[s][0])) for s in told)]
        self.fields["standing"].choices = offered  # type: ignore[attr-defined]  # a ChoiceField

    def chosen(self) -> dict[str, Any]:
        """Return the filters that make sense."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class SponsorForm(OnceForm):
    """Who gets a link to identify people."""

    name = forms.CharField(label=_("The sponsor’s full name"), max_length=200)
    email = forms.EmailField(
        label=_("The sponsor’s e-mail address at work"),
        help_text=_("They get one letter with a private link. They need no account."),
    )
    organisation = forms.CharField(label=_("Their organisation"), max_length=200)
    most = forms.IntegerField(
        label=_("For how many people?"), min_value=1, max_value=MOST_PEOPLE, initial=5,
        widget=forms.TextInput(attrs={"width": 3, "inputmode": "numeric"}),
    )  # fmt: skip
    days = forms.IntegerField(
        label=_("For how many days?"), min_value=1, max_value=LINK_DAYS, initial=28,
        widget=forms.TextInput(attrs={"width": 3, "inputmode": "numeric"}),
    )  # fmt: skip

    def sponsor(self) -> Sponsor:
        """Return who gets a link."""
        said = self.cleaned_data
        body = said["organisation"]
        return Sponsor(said["name"], said["email"], body, said["most"], said["days"])


class IdentifyForm(OnceForm):
    """Whom a sponsor sees in the programme."""

    name = forms.CharField(label=_("Their full name"), max_length=200)
    email = forms.EmailField(
        label=_("Their e-mail address at work"),
        help_text=_("They get an invitation to apply. It names you. They decide freely."),
    )
    why = SealedTextField(
        capability=Capability.READ_IDENTIFICATION,
        label=_("Why do you see them in this programme?"),
        max_length=1000,
        rows=4,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["why"].readers = _(  # type: ignore[attr-defined]  # a sealed box
            "Who can read this: the person you name and the programme’s co-ordinators. Nobody else."
        )

    def seen(self) -> Seen:
        """Return whom the sponsor sees."""
        said = self.cleaned_data
        return Seen(said["name"], said["email"], said["why"])
