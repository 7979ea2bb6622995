"""Forms about who runs a programme: naming, dating, handing over, partner bodies, overriding."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorhouse.design.forms import DateParts, Form
from mentorhouse.languages.saying import say
from mentorhouse.programmes import rules
from mentorhouse.programmes.forms.boxes import text_box
from mentorhouse.programmes.models import Coordinator, PartnerBody

LASTING, DATED = "lasting", "dated"


class OverrideForm(Form):
    """Why recruitment opens although something is missing."""

    reason = text_box(
        _("Why does recruitment open although something is missing?"),
        _(
            "Your name, the day, this reason and the points "
            "that are open are kept. Co-ordinators see "
            "them in the set-up. Do not write anything personal about somebody here."
        ),
        rows=4,
        max_length=2000,
    )

    def clean_reason(self) -> str:
        """Refuse a reason that says nothing."""
        reason = str(self.cleaned_data["reason"]).strip()
        problem = rules.reason_problem(reason)
        if problem:
            raise forms.ValidationError(problem)
        return reason


class TermsForm(Form):
    """How long somebody has access, and who takes over then."""

    lasts = forms.ChoiceField(
        label=_("How long does the access last?"),
        choices=((LASTING, _("Until somebody ends it")), (DATED, _("Until a date"))),
        widget=forms.RadioSelect,
        initial=LASTING,
    )
    until = DateParts(
        label=_("Last day of access"),
        help_text=_("For example 27 3 2027. The access ends at midnight after this day."),
        required=False,
    )
    successor = forms.ChoiceField(
        label=_("Who takes over then?"),
        help_text=_("Open tasks go to them. They are told 14 and 3 days before."),
        required=False,
    )
    external = forms.BooleanField(
        label=_("This person comes from outside or for a time only"),
        required=False,
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        successors: Iterable[Coordinator],
        today: date,
        initial: Mapping[str, Any] | None = None,
        local: bool = False,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.today = today
        self.local = local
        if local:  # the programme's own co-ordinators go on
            del self.fields["successor"], self.fields["external"]
        self.heirs = {str(row.pk): row for row in successors}
        chosen = [(pk, row.name) for pk, row in self.heirs.items()]
        if "successor" in self.fields:
            self.fields["successor"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
                ("", say("Choose a co-ordinator")),
                *chosen,
            ]

    def clean(self) -> None:
        """Ask for what a date needs, and name what does not go together."""
        dated = self.cleaned_data.get("lasts") == DATED
        until = self.cleaned_data.get("until")
        if not dated and self.cleaned_data.get("external"):
            self.add_error(
                "lasts", say("Choose “Until a date”: access from outside is for a time only")
            )
        if not dated:
            self.cleaned_data |= {"until": None, "successor": ""}
            return
        if until is None and "until" not in self.errors:
            self.add_error("until", say("Enter the last day of access"))
        if until is not None:
            problem = rules.until_problem(until, today=self.today)
            if problem:
                self.add_error("until", problem)
        if not self.local:
            self._check_successor()

    def _check_successor(self) -> None:
        if not self.heirs:
            self.add_error("lasts", say(rules.NO_SUCCESSOR))
        elif not self.cleaned_data.get("successor") and "successor" not in self.errors:
            self.add_error("successor", say(rules.CHOOSE_SUCCESSOR))

    @property
    def chosen(self) -> Coordinator | None:
        """Who takes over, where somebody was chosen."""
        return self.heirs.get(self.cleaned_data.get("successor", ""))


class CoordinatorForm(TermsForm):
    """Who else runs the programme, and for how long."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("Someone without an account gets an e-mail with a link to set up sign-in."),
    )
    field_order = ("email", "lasts", "until", "successor", "external")


class HandOverForm(Form):
    """Who takes over at once."""

    to = forms.ChoiceField(label=_("Who takes over?"), widget=forms.RadioSelect)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, successors: Iterable[Coordinator]
    ) -> None:
        super().__init__(data)
        self.heirs = {str(row.pk): row for row in successors}
        self.fields["to"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            (pk, row.name) for pk, row in self.heirs.items()
        ]

    @property
    def chosen(self) -> Coordinator:
        """Who takes over."""
        return self.heirs[self.cleaned_data["to"]]


class PartnerForm(Form):
    """An organisation that helps to run the programme."""

    name = forms.CharField(
        label=_("Name of the organisation"),
        help_text=_("As people write it in their profile, so that they are found."),
        max_length=200,
    )


class LocalForm(Form):
    """A local co-ordinator: whose people they see, and until when."""

    organisation = forms.ChoiceField(label=_("For the people of which organisation?"))
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("Someone without an account gets an e-mail with a link to set up sign-in."),
    )
    until = DateParts(
        label=_("Last day of access"),
        help_text=_("Leave it empty if somebody ends it by hand. For example 27 3 2027."),
        required=False,
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        bodies: Iterable[PartnerBody],
        today: date,
    ) -> None:
        super().__init__(data)
        self.today = today
        self.bodies = {str(body.pk): body for body in bodies}
        self.fields["organisation"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            (pk, body.organisation.name) for pk, body in self.bodies.items()
        ]

    def clean_until(self) -> Any:
        """Refuse a day that is over."""
        until = self.cleaned_data["until"]
        problem = rules.until_problem(until, today=self.today) if until else ""
        if problem:
            raise forms.ValidationError(problem)
        return until

    @property
    def chosen(self) -> PartnerBody:
        """The organisation that was chosen."""
        return self.bodies[self.cleaned_data["organisation"]]
