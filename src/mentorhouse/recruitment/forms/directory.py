"""What people say on the public pages: filters, the guide's answers, an address."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentorhouse.accounts.forms import address_field
from mentorhouse.design.forms import Form
from mentorhouse.languages.saying import say
from mentorhouse.people.forms import GivenName, ProfileText
from mentorhouse.programmes.design.public import GOAL_WORDS, STAGE_WORDS
from mentorhouse.recruitment.rules import readiness


class DirectoryForm(Form):
    """What somebody looks for; an address with nonsense in it filters nothing."""

    narrows_a_list = True

    goal = forms.ChoiceField(label=gettext_lazy("What would you like?"), required=False)
    stage = forms.ChoiceField(label=gettext_lazy("Where are you in your career?"), required=False)
    word = forms.CharField(
        label=gettext_lazy("A word in its name or headline"), max_length=80, required=False
    )

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data or None)
        self._offer("goal", GOAL_WORDS)
        self._offer("stage", STAGE_WORDS)

    def _offer(self, name: str, words: Mapping[str, str]) -> None:
        listed = [(key, say(text)) for key, text in words.items()]
        self.fields[name].choices = [("", _("Anything")), *listed]  # type: ignore[attr-defined]  # a ChoiceField

    def chosen(self) -> dict[str, str]:
        """Return the filters that make sense."""
        if not self.is_bound:
            return {}
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}


class ReadinessForm(Form):
    """Six plain questions. The answers live in this request only."""

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        for question in readiness.QUESTIONS:
            self.fields[question.key] = forms.ChoiceField(
                label=say(question.words),
                choices=[(choice.key, say(choice.words)) for choice in question.choices],
                widget=forms.RadioSelect,
            )
        self.ask_by_name()


class WayInForm(Form):
    """The address to which a visitor gets the link to the form, and as what they apply."""

    role = forms.ChoiceField(
        label=gettext_lazy("As what would you like to take part?"), widget=forms.RadioSelect
    )
    email = address_field()

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        roles: Sequence[tuple[str, str]],
        role: str = "",
        address: bool = True,
    ) -> None:
        super().__init__(data, initial={"role": role})
        self.fields["role"].choices = roles  # type: ignore[attr-defined]  # a ChoiceField
        if not address:
            del self.fields["email"]


class NameForm(Form):
    """Who somebody is who has no profile yet."""

    given_name = GivenName(label=gettext_lazy("Given name"))
    family_name = ProfileText(
        label=gettext_lazy("Family name"),
        help_text=gettext_lazy("Leave it empty if you have one name."),
        longest=100,
        required=False,
    )
