"""Forms of risks, and of answers to a checklist."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorhouse.design.forms import Form
from mentorhouse.governance.forms.entry import EntryForm, OwnedForm, box, line, on
from mentorhouse.governance.models import CheckNote, Risk


def _weight(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, choices=Risk.Weight.choices, coerce=int, widget=forms.RadioSelect
    )


class RiskForm(OwnedForm):
    """Something that may go wrong."""

    title = line(_("What may go wrong?"), _("A few words. Name no mentor or mentee."))
    likelihood = _weight(_("How likely is it?"))
    impact = _weight(_("How bad would it be?"))
    response = box(_("What do you do about it?"), required=False)
    closed_on = on(_("Closed on"), _("Leave it empty while the risk is there."), required=False)
    field_order = (
        "title", "likelihood", "impact", "response", "owner", "owner_name", "closed_on",
    )  # fmt: skip


class CheckForm(EntryForm):
    """An answer to one point of a checklist."""

    answer = forms.ChoiceField(
        label=_("How does it stand?"),
        choices=[(value, words) for value, words in CheckNote.Answer.choices if value],
        widget=forms.RadioSelect,
        required=False,
    )
    evidence = box(
        _("What shows it?"), _("For example a paper, a decision or an address."), rows=2, most=1000,
        required=False,
    )  # fmt: skip
    note = box(_("Note"), _("For yourself and other co-ordinators."), required=False)


class SeedsForm(Form):
    """Which of the known risks are taken over."""

    seeds = forms.MultipleChoiceField(
        label=_("Which of these do you want to watch?"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, offered: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["seeds"].choices = offered  # type: ignore[attr-defined]  # a choice of several
