"""The checklist of a phase: one box a point, each ticked for oneself."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorhouse.design.forms import Form
from mentorhouse.languages.saying import say
from mentorhouse.partnerships.rules.phases import LONGEST_KEY, Point


class TickForm(Form):
    """Ticks points of the phase that the pair looks at."""

    phase = forms.CharField(widget=forms.HiddenInput, max_length=LONGEST_KEY)
    points = forms.MultipleChoiceField(
        label=_("What have you talked through?"),
        help_text=_("Tick for yourself. You see what the others ticked, and they see yours."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(
        self, points: Sequence[Point], phase: str, data: Mapping[str, Any] | None = None
    ) -> None:
        ticked = [point.key for point in points if point.mine]
        super().__init__(data, initial={"phase": phase, "points": ticked})
        self.fields["points"].choices = [(p.key, p.words) for p in points]  # type: ignore[attr-defined]
        self.hints = {  # type: ignore[misc]  # of these points
            "points": {
                p.key: say("Ticked by {names}", names=", ".join(p.others))
                for p in points
                if p.others
            }
        }


class MoveForm(Form):
    """Moves the pair to another phase."""

    to = forms.CharField(max_length=LONGEST_KEY)
    based_on = forms.CharField(max_length=LONGEST_KEY)
