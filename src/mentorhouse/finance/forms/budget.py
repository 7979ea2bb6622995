"""Forms for sources, lines, entries and the nine points."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorhouse.design.forms import DateParts, Form
from mentorhouse.finance.forms.fields import OnceForm, PoundsField, VersionedForm, choices
from mentorhouse.finance.rules.budget import period_problem
from mentorhouse.finance.states import Cycle, EntryKind, PointState, SourceState
from mentorhouse.languages.saying import say


def note(label: Any, hint: Any = "") -> forms.CharField:
    """Make a box for a few lines."""
    return forms.CharField(
        label=label, help_text=hint, required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip


class SourceForm(OnceForm, VersionedForm):
    """Where money comes from."""

    hints = {
        "state": {
            SourceState.HOPED_FOR.value: _(
                "Asked for, or about to be. It does not count as funding."
            ),
            SourceState.AGREED.value: _("The funder has said yes."),
            SourceState.RECEIVED.value: _("The money is here, or was each time it was due."),
        }
    }

    funder = forms.CharField(label=_("Who gives the money?"), max_length=200)
    amount = PoundsField(label=_("How much each time?"))
    cycle = forms.ChoiceField(
        label=_("How often?"), choices=choices(Cycle), widget=forms.RadioSelect
    )
    begins_on = DateParts(label=_("From, or on"), help_text=_("The day of the first payment."))
    ends_on = DateParts(
        label=_("Until"), required=False, help_text=_("Needed unless the money comes once only.")
    )
    state = forms.ChoiceField(
        label=_("How sure is it?"), choices=choices(SourceState), widget=forms.RadioSelect
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a period that makes no sense."""
        said = super().clean() or self.cleaned_data
        if {"cycle", "begins_on", "ends_on"} <= said.keys() and (
            problem := period_problem(Cycle(said["cycle"]), said["begins_on"], said["ends_on"])
        ):
            self.add_error("ends_on", problem)
        return said


class LineForm(VersionedForm):
    """One line of the budget."""

    name = forms.CharField(label=_("What is the money for?"), max_length=120)
    planned = PoundsField(label=_("Planned amount"), nothing_too=True)
    still_expected = PoundsField(
        label=_("What do you still expect to spend?"),
        required=False,
        nothing_too=True,
        help_text=(
            _(
                "On top of what is spent or committed already. The forecast counts with it. "
                "Leave it empty if you do not know yet."
            )
        ),
    )
    note = note(_("Note"), _("For example how you arrived at the amount."))


class EntryForm(OnceForm):
    """A commitment, or money spent."""

    hints = {
        "kind": {
            EntryKind.COMMITMENT.value: _("Promised, ordered or booked, and not paid yet."),
            EntryKind.ACTUAL.value: _("The money has left."),
        }
    }

    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=(
            (EntryKind.COMMITMENT.value, _("A commitment")),
            (EntryKind.ACTUAL.value, _("Money spent")),
        ),
        widget=forms.RadioSelect,
    )
    on = DateParts(label=_("Date"))
    amount = PoundsField(label=_("Amount"))
    what = forms.CharField(
        label=_("What is it for?"),
        max_length=200,
        help_text=_(
            "Name no mentee and no partner. The co-ordinators read it, and exports hold it."
        ),
    )


class PaymentForm(Form):
    """What was really paid for a commitment."""

    on = DateParts(label=_("When was it paid?"))
    amount = PoundsField(label=_("How much was paid?"))
    what = forms.CharField(label=_("What was it for?"), max_length=200)

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean_on(self) -> date:
        """Refuse a day to come."""
        return not_to_come(self.cleaned_data["on"], self.today)


class StrikeOutForm(Form):
    """Why an entry was wrong."""

    why = forms.CharField(label=_("Why is it struck out?"), max_length=200)


class PointForm(VersionedForm):
    """What a co-ordinator says to one of the nine points."""

    state = forms.ChoiceField(label=_("Is it in place?"), widget=forms.RadioSelect)
    evidence = note(
        _("Evidence"), _("Where it can be seen: a document, a decision, a name of a system.")
    )
    note = note(_("Note"))

    def __init__(self, *args: Any, answered: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        offered = choices(PointState)
        if answered:
            offered = [
                ("", say("As the books say")),
                (PointState.NOT_NEEDED.value, say("Not needed in this programme")),
            ]
        field = self.fields["state"]
        field.choices = offered  # type: ignore[attr-defined]  # a ChoiceField
        field.required = not answered


def not_to_come(on: date, today: date) -> date:
    """Refuse a day that lies in the future."""
    if on > today:
        raise forms.ValidationError(say("The date must not lie in the future."))
    return on
