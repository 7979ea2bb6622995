"""Why something is done by hand, and what is tried out before it is taken."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorhouse.design.forms import Form
from mentorhouse.languages.saying import say
from mentorhouse.programmes.design import Design
from mentorhouse.programmes.design.parts import Part
from mentorhouse.programmes.design.telling import name_of
from mentorhouse.programmes.design.walk import Data

MOST_POINTS = 100


class ReasonForm(Form):
    """Why two people are put together although a rule with exceptions is against it."""

    reason = forms.CharField(
        label=_("Why do you make this pair all the same?"),
        help_text=_("Co-ordinators can read it. Write nothing that the two could not read."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        strip=True,
    )


class TwoFilter(Form):
    """Whom to look for on each side."""

    narrows_a_list = True

    mentee = forms.CharField(
        label=_("Mentee: name or organisation"), required=False, max_length=100, strip=True
    )
    mentor = forms.CharField(
        label=_("Mentor: name or organisation"), required=False, max_length=100, strip=True
    )


class TrialForm(Form):
    """Other points for what makes a good pair, and rules left out, to be tried."""

    def __init__(self, data: Mapping[str, object] | None, design: Design) -> None:
        super().__init__(data)
        self.design = design
        matching = design.matching
        for number, part in enumerate(matching.criteria):
            self.fields[f"points_{number}"] = forms.IntegerField(
                label=_called(part),
                min_value=0,
                max_value=MOST_POINTS,
                initial=part.weight,
                help_text=say("Points, 0 to 100. Now: {points}.", points=part.weight),
            )
        choices = [(str(n), _called(rule)) for n, rule in enumerate(matching.hard_rules)]
        if choices:
            self.fields["rules"] = forms.MultipleChoiceField(
                label=_("Rules that no pair breaks"),
                choices=choices,
                initial=[number for number, _words in choices],
                required=False,
                widget=forms.CheckboxSelectMultiple,
                help_text=_("Take the tick away to try without a rule."),
            )

    def wanted(self) -> Data:
        """Return the design that is to be tried, as data."""
        data = self.design.model_dump(mode="json")
        matching = data["matching"]
        for number, part in enumerate(matching["criteria"]):
            part["weight"] = self.cleaned_data[f"points_{number}"]
        kept = set(self.cleaned_data.get("rules", ()))
        matching["hard_rules"] = [
            rule for number, rule in enumerate(matching["hard_rules"]) if str(number) in kept
        ]
        return data


def _called(part: Part) -> str:
    return name_of(type(part), part.model_dump(mode="json"))
