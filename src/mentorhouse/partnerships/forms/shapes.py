"""The shape of a team's plan, and of when two swap roles."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.policy import Capability
from mentorhouse.design.forms import Form
from mentorhouse.design.two_writers import Box, TwoWritersForm
from mentorhouse.languages.saying import say
from mentorhouse.partnerships.rules.shapes import LONGEST, PLAN, SWAPS, Swap


def plan_boxes() -> tuple[Box, ...]:
    """Give the boxes of a team's plan in the language in force."""
    return tuple(
        Box(name, say(label), say(hint), longest=LONGEST, rows=4)
        for name, (label, hint) in PLAN.items()
    )


def plan_form(
    texts: Mapping[str, str], *, revision: int, data: Mapping[str, Any] | None = None
) -> TwoWritersForm:
    """One box for each of the eight points."""
    return TwoWritersForm(
        plan_boxes(), data, texts=texts, revision=revision, capability=Capability.KEEP_TEAM_PLAN
    )


class SwapForm(Form):
    """When two swap roles, and who mentors first."""

    how = forms.ChoiceField(label=_("When do you swap roles?"), widget=forms.RadioSelect)
    first = forms.ChoiceField(label=_("Who is the mentor first?"), widget=forms.RadioSelect)

    def __init__(
        self, people: Mapping[UUID, str], data: Mapping[str, Any] | None = None, **options: Any
    ) -> None:
        super().__init__(data, **options)
        how, first = self.fields["how"], self.fields["first"]
        how.choices = [  # type: ignore[attr-defined]  # a ChoiceField
            (swap.value, say(words)) for swap, words in SWAPS.items()
        ]
        first.choices = [  # type: ignore[attr-defined]  # a ChoiceField
            (str(pk), name) for pk, name in people.items()
        ]

    @property
    def chosen(self) -> tuple[Swap, UUID]:
        """What was chosen."""
        return Swap(self.cleaned_data["how"]), UUID(self.cleaned_data["first"])
