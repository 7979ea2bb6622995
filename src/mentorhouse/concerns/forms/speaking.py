"""The shape of what people write when they speak up."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.policy import Capability
from mentorhouse.concerns.rules import names_in
from mentorhouse.design.fields import SealedTextField
from mentorhouse.design.forms import Form, OnceForm, choices_of
from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes.design.agreement import GROUND_WORDS

Choices = list[tuple[str, Any]]
YES, NO = "yes", "no"
REPORT_WORDS = {
    "bullying": mark("Bullying"),
    "harassment": mark("Harassment"),
    "discrimination": mark("Discrimination"),
    "complaint": mark("Another complaint"),
}
NOBODY, SOMEBODY = "nobody", "somebody"


class BeginForm(OnceForm):
    """About which of one’s mentees."""

    mentee = forms.ChoiceField(label=_("About whom is it?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, mentees: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["mentee"].choices = mentees  # type: ignore[attr-defined]  # a choice field


class GroundForm(Form):
    """On which ground."""

    ground = forms.ChoiceField(
        label=_("Which ground is there to pass something on?"), widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, grounds: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        known = {key: words for key, words in GROUND_WORDS.items() if key in grounds}
        self.fields["ground"].choices = choices_of(known)  # type: ignore[attr-defined]  # a choice field


class ToldForm(Form):
    """Whether the mentee knows, and if not why that is unsafe."""

    told = forms.ChoiceField(
        label=_("Have you told your mentee that you will pass this on?"),
        choices=[
            (YES, _("Yes, I have told them")),
            (NO, _("No, telling them first would be unsafe")),
        ],
        widget=forms.RadioSelect,
    )
    unsafe = SealedTextField(
        label=_("If not: why would it be unsafe?"),
        help_text=_("For example, somebody might be hurt, or evidence destroyed."),
        required=False,
        capability=Capability.READ_CONCERN,
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the reason where the mentee was not told."""
        said = super().clean() or {}
        if said.get("told") == NO and not said.get("unsafe"):
            self.add_error("unsafe", say("Write why it would be unsafe to tell your mentee first."))
        return said

    def texts(self) -> dict[str, str]:
        """Return what is kept: no reason where there is none to give."""
        told = self.cleaned_data["told"] == YES
        return {"unsafe": "" if told else self.cleaned_data["unsafe"]}


class FactsForm(Form):
    """What happened."""

    facts = SealedTextField(
        label=_("What are the facts?"),
        help_text=_("What you saw or were told, when, and by whom. Only what is needed."),
        rows=10,
        capability=Capability.READ_CONCERN,
    )


class ReportForm(OnceForm):
    """A report or complaint, and whom it is about."""

    kind = forms.ChoiceField(
        label=_("What is it?"), choices=choices_of(REPORT_WORDS), widget=forms.RadioSelect
    )
    about = forms.ChoiceField(
        label=_("Whom is it about?"),
        help_text=_("They never see it, and somebody else hears it."),
        widget=forms.RadioSelect,
    )
    facts = SealedTextField(
        label=_("What happened?"),
        help_text=_("What, when and where. Say also what you would like to happen."),
        rows=10,
        capability=Capability.READ_CONCERN,
    )

    def __init__(self, *args: Any, people: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = dict(people)
        others = [
            (SOMEBODY, _("Somebody else")),
            (NOBODY, _("Nobody in particular: it is about how something works")),
        ]
        self.fields["about"].choices = [*people, *others]  # type: ignore[attr-defined]  # a choice field


class AskForm(OnceForm):
    """A question without a name. Names of one’s own mentees are flagged once."""

    text = SealedTextField(
        label=_("What would you like advice on?"),
        help_text=_("Describe it so that nobody can guess who it is. Leave names out."),
        rows=8,
        capability=Capability.READ_CONCERN,
    )
    anyway = forms.BooleanField(
        label=_("No mentee is named or can be guessed in my text"), required=False
    )

    def __init__(self, *args: Any, names: Sequence[str] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.names = names

    def clean(self) -> dict[str, Any]:
        """Flag names of one’s own mentees, unless the writer has looked again."""
        said = super().clean() or {}
        found = names_in(said.get("text") or "", self.names)
        if found and not said.get("anyway"):
            self.add_error(
                "text",
                say(
                    "This seems to name your mentee ({names}). Take the name out, or tick the box "
                    "below if it is another word.",
                    names=", ".join(found),
                ),
            )
        return said
