"""The shape of asking to open what a pair wrote, and of each look."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.policy import Capability
from mentorhouse.concerns.rules import LONGEST_DELAY, LONGEST_OPEN
from mentorhouse.design.fields import SealedTextField
from mentorhouse.design.forms import Form, OnceForm, choices_of
from mentorhouse.languages.saying import mark, say

KIND_WORDS = {"logs": mark("Meeting logs"), "agreement": mark("The agreement")}
Choices = list[tuple[str, Any]]


class AskToOpenForm(OnceForm):
    """Scope, reason, and when the pair is told."""

    partnership = forms.ChoiceField(label=_("Which partnership?"), widget=forms.RadioSelect)
    kinds = forms.MultipleChoiceField(
        label=_("What do you need to read?"),
        choices=choices_of(KIND_WORDS),
        widget=forms.CheckboxSelectMultiple,
    )
    days = forms.IntegerField(
        label=_("For how many days?"),
        help_text=_("Two weeks at most. It ends by itself."),
        min_value=1,
        max_value=LONGEST_OPEN,
    )
    reason = SealedTextField(
        label=_("Why is there no other way?"), capability=Capability.READ_OPENING
    )
    delay = forms.IntegerField(
        label=_("For how many days should the pair not be told?"),
        help_text=_(
            "Enter 0 to tell them at once. Thirty days are the most, and nobody can add any."
        ),
        min_value=0,
        max_value=LONGEST_DELAY,
        initial=0,
    )
    why_later = SealedTextField(
        label=_("If not at once: why?"), required=False, capability=Capability.READ_OPENING
    )

    def __init__(self, *args: Any, partnerships: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["partnership"].choices = partnerships  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        """Ask for the reason of a delay."""
        said = super().clean() or {}
        if said.get("delay") and not said.get("why_later"):
            self.add_error("why_later", say("Write why the pair should not be told at once."))
        return said


class LookForm(Form):
    """What to read now, and for what."""

    kind = forms.ChoiceField(label=_("What do you read now?"), widget=forms.RadioSelect)
    purpose = SealedTextField(
        label=_("What are you looking for?"), rows=2, max_length=500,
        capability=Capability.READ_OPENING,
    )  # fmt: skip

    def __init__(self, *args: Any, kinds: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        known = {key: words for key, words in KIND_WORDS.items() if key in kinds}
        self.fields["kind"].choices = choices_of(known)  # type: ignore[attr-defined]  # a choice field
