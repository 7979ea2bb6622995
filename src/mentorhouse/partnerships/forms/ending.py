"""What is asked when a partnership ends: one neutral kind, and whether to look again."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorhouse.design.forms import Form
from mentorhouse.languages.saying import say
from mentorhouse.partnerships.rules import CHOICES
from mentorhouse.partnerships.states import Ending, RematchAnswer


class EndForm(Form):
    """Ends a partnership. No detail is asked, and there is nowhere to write one."""

    kind = forms.ChoiceField(
        label=_("What comes closest?"),
        help_text=_("Your co-ordinator sees this and nothing more. Your partner does not see it."),
        widget=forms.RadioSelect,
    )
    rematch = forms.BooleanField(
        label=_("I would like another match"),
        help_text=_("Your co-ordinator sees that a rematch is wanted, not by whom."),
        required=False,
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, asks_rematch: bool) -> None:
        super().__init__(data)
        self.fields["kind"].choices = [(key.value, say(words)) for key, words in CHOICES.items()]  # type: ignore[attr-defined]
        if not asks_rematch:
            del self.fields["rematch"]

    @property
    def ending(self) -> Ending:
        """The kind that was chosen."""
        return Ending(self.cleaned_data["kind"])


class DecideForm(Form):
    """Decides on a rematch."""

    answer = forms.ChoiceField(label=_("What do you decide?"), widget=forms.RadioSelect)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, answers: Mapping[RematchAnswer, str]
    ) -> None:
        super().__init__(data)
        self.fields["answer"].choices = [(key.value, say(words)) for key, words in answers.items()]  # type: ignore[attr-defined]

    @property
    def decided(self) -> RematchAnswer:
        """What was decided."""
        return RematchAnswer(self.cleaned_data["answer"])
