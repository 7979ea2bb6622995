"""What a pair chooses together: ground rules, the day to look again, the code of ethics."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.policy import Capability, Relation
from mentorhouse.agreements.rules.library import LONGEST_OWN, clause_of
from mentorhouse.agreements.rules.looking import day_problem
from mentorhouse.design.forms import DateParts, Form, SealedTextField


class RulesForm(Form):
    """Ground rules to tick, by theme, and a box for one's own. `revision` is what it began from."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(
        self,
        themes: Sequence[tuple[str, Sequence[str]]],
        data: Mapping[str, Any] | None = None,
        *,
        chosen: Sequence[str] = (),
        own: Sequence[str] = (),
        revision: int,
        holding: frozenset[Relation] = frozenset(),
    ) -> None:
        super().__init__(data, initial={"revision": revision})
        for number, (theme, rules) in enumerate(themes):
            self.fields[f"theme_{number}"] = forms.MultipleChoiceField(
                label=theme,
                choices=[(rule, rule) for rule in rules],
                widget=forms.CheckboxSelectMultiple,
                required=False,
                initial=[rule for rule in rules if rule in chosen],
            )
        self.fields["own"] = SealedTextField(
            capability=Capability.READ_AGREEMENT,
            holding=holding,
            label=_("Your own ground rules"),
            help_text=_("One on each line. Write whatever the two of you need."),
            max_length=LONGEST_OWN,
            required=False,
            initial="\n".join(own),
        )

    def clause(self) -> str:
        """Return the clause that these rules make."""
        ticked = [
            rule
            for name, rules in self.cleaned_data.items()
            if name.startswith("theme_")
            for rule in rules
        ]
        return clause_of(ticked, self.cleaned_data["own"])


class DayForm(Form):
    """The day on which all look at the agreement again."""

    day = DateParts(
        label=_("When do you look at it again?"),
        help_text=_("You are written to on that day. Leave it empty if you need no reminder."),
        required=False,
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, today: date, **more: Any) -> None:
        super().__init__(data, **more)
        self.today = today

    def clean_day(self) -> date | None:
        """Refuse a day that has gone or is years away."""
        day: date | None = self.cleaned_data["day"]
        if found := day_problem(day, today=self.today):
            raise forms.ValidationError(found)
        return day


class CodeForm(Form):
    """That the code was handed over and talked through, in the words that are on the page."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    talked = forms.BooleanField(
        label=_("The code was handed over, and we have talked it through"),
        error_messages={"required": _("Tick the box once the two of you have talked it through")},
    )
