"""Forms for claims: sending one, answering a question, deciding, and the list."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _

from mentorhouse.design.forms import DateParts, Form
from mentorhouse.finance.forms.budget import not_to_come
from mentorhouse.finance.forms.fields import OnceForm, PoundsField, needed
from mentorhouse.finance.models import Claim, Line
from mentorhouse.finance.rules.claims import (
    MOST_MILES,
    Expense,
    claimed_problem,
    date_problem,
    grant_problem,
)
from mentorhouse.finance.states import ClaimState
from mentorhouse.languages.saying import say

KINDS = (
    (Expense.PUBLIC_TRANSPORT.value, _("Travel by public transport")),
    (Expense.MILEAGE.value, _("Mileage")),
    (Expense.PARKING.value, _("Parking")),
    (Expense.OTHER.value, _("Something else")),
)
UNNAMED = _("Please name no mentee and nobody else here.")


def words(label: Any, hint: Any, **options: Any) -> forms.CharField:
    """Make a box for a few sentences."""
    box = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=label, help_text=hint, max_length=1000, widget=box, **options)


class ClaimForm(OnceForm):
    """What a mentor spent. `per_mile` is what the programme pays for a mile, if anything."""

    on = DateParts(label=_("When did you spend it?"))
    kind = forms.ChoiceField(label=_("What was it?"), widget=forms.RadioSelect)
    amount = PoundsField(
        label=_("Amount"), help_text=_("In pounds, for example 12.50. Leave it empty for mileage."),
        error_messages={"required": _("Enter the amount that you spent")},
    )  # fmt: skip
    miles = forms.DecimalField(
        label=_("Miles"), min_value=1, max_value=MOST_MILES, max_digits=6,
        decimal_places=1, widget=forms.TextInput(attrs={"width": 5, "inputmode": "decimal"}),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value", "max_digits", "max_decimal_places"),
            format_lazy(
                _("Enter miles from 1 to {most}, with one digit after the point at most"),
                most=f"{MOST_MILES:.0f}",
            ),
        ) | {"required": _("Enter how many miles you drove")},
    )  # fmt: skip
    note = words(
        _("Note"),
        _("For example from where to where. Please name no mentee and nobody else here."),
        required=False,
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, per_mile: int | None, today: date
    ) -> None:
        super().__init__(data)
        self.today = today
        offered = [kind for kind in KINDS if per_mile or kind[0] != Expense.MILEAGE.value]
        self.fields["kind"].choices = offered  # type: ignore[attr-defined]  # a ChoiceField
        drove = self.data.get("kind") == Expense.MILEAGE.value and bool(per_mile)
        needed(self, amount=not drove, miles=drove)
        if per_mile:
            hint = say(
                "For mileage only: leave it empty for all else. Each mile counts {per_mile}p.",
                per_mile=per_mile,
            )
            self.fields["miles"].help_text = hint
        else:
            del self.fields["miles"]
            self.fields["amount"].help_text = say("In pounds, for example 12.50")

    def clean_on(self) -> date:
        """Refuse a day to come, and one too long ago."""
        on: date = self.cleaned_data["on"]
        if problem := date_problem(on, today=self.today):
            raise forms.ValidationError(problem)
        return on

    def clean(self) -> dict[str, Any]:
        """Ask for the amount or the miles, as the kind needs."""
        said = super().clean() or self.cleaned_data
        said.setdefault("miles", None)
        if not self.errors:
            problem = claimed_problem(Expense(said["kind"]), said["amount"], said["miles"])
            if problem:
                self.add_error(*problem)
        return said


class AnswerForm(Form):
    """The claimant's answer to a question."""

    words = words(_("Your answer"), UNNAMED)


ASKED = {"ask": _("Write your question"), "decline": _("Say kindly why you decline")}


class DecisionForm(Form):
    """What a co-ordinator decides about a claim."""

    hints = {
        "deed": {
            "approve": _("It counts as spent on the budget line that you choose."),
            "ask": _("The mentor gets an e-mail and can answer."),
            "decline": _("The mentor reads your reason."),
        }
    }

    deed = forms.ChoiceField(
        label=_("What do you decide?"),
        choices=(
            ("approve", _("Approve")),
            ("ask", _("Ask a question first")),
            ("decline", _("Decline")),
        ),
        widget=forms.RadioSelect,
    )
    granted = PoundsField(
        label=_("If you approve: how much?"),
        help_text=_("The whole amount, or less with a reason."),
        error_messages={"required": _("Enter how much you approve")},
    )  # fmt: skip
    line = forms.ChoiceField(
        label=_("If you approve: on which budget line?"),
        error_messages={"required": _("Choose the budget line that it counts on")},
    )
    words = words(
        _("Your question, or your reason"),
        _("Needed if you ask, decline or approve less. The mentor reads it: be kind and clear."),
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, claim: Claim, lines: Sequence[Line]
    ) -> None:
        super().__init__(data, initial={"granted": claim.amount})
        self.claim = claim
        self.lines = {str(line.pk): line for line in lines}
        offered = [
            ("", say("Choose a line")),
            *((pk, line.name) for pk, line in self.lines.items()),
        ]
        self.fields["line"].choices = offered  # type: ignore[attr-defined]  # a ChoiceField
        deed = str(self.data.get("deed"))
        needed(self, granted=deed == "approve", line=deed == "approve", words=deed in ASKED)
        self.fields["words"].error_messages["required"] = ASKED.get(deed, "")

    def clean(self) -> dict[str, Any]:
        """Refuse to grant more than what is claimed, or less without a reason."""
        said = super().clean() or self.cleaned_data
        if said.get("deed") == "approve" and said.get("granted"):
            problem = grant_problem(self.claim.amount, said["granted"], said.get("words", ""))
            if problem:
                self.add_error(*problem)
        return said


class PaidForm(Form):
    """When a claim was paid."""

    on = DateParts(label=_("When was it paid?"))

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean_on(self) -> date:
        """Refuse a day to come."""
        return not_to_come(self.cleaned_data["on"], self.today)


class ClaimFilter(Form):
    """What narrows the list of claims. Nonsense narrows nothing."""

    narrows_a_list = True

    search = forms.CharField(label=_("Name"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=(
            ("", _("All")),
            ("undecided", _("Not decided yet")),
            *((state.value, capfirst(_(state.value))) for state in ClaimState),
        ),
    )
    since = DateParts(label=_("Spent from"), required=False)
    until = DateParts(label=_("Spent until"), required=False)

    def chosen(self) -> dict[str, Any]:
        """Return the filters that make sense."""
        self.is_valid()
        found = {name: self.cleaned_data.get(name) for name in self.fields}
        return {name: value for name, value in found.items() if value}
