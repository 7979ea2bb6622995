"""Forms of deciding: what narrows the list, one decision, many at once, and an answer."""

from collections.abc import Collection, Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.policy import Capability
from mentorhouse.access.readers import who_can_read
from mentorhouse.design.fields import SealedTextField
from mentorhouse.design.forms import Form
from mentorhouse.languages.saying import say
from mentorhouse.organisations.models import Organisation
from mentorhouse.programmes.models import Participation
from mentorhouse.recruitment.queries.deciding import Wanted
from mentorhouse.recruitment.rules.deciding import DEEDS, MEANS, STANDINGS, SUGGESTED
from mentorhouse.recruitment.rules.endorsing import STANDING_WORDS, Standing
from mentorhouse.recruitment.states import ApplicationState, Decision

LONGEST = 4000


class ApplicationFilter(Form):
    """What narrows the list of applications. Nonsense narrows nothing."""

    narrows_a_list = True

    search = forms.CharField(label=_("Name or e-mail address"), required=False, max_length=100)
    role = forms.ChoiceField(
        label=_("Role"),
        required=False,
        choices=(
            ("", _("Mentors and mentees")),
            (Participation.Role.MENTOR.value, _("Mentor")),
            (Participation.Role.MENTEE.value, _("Mentee")),
        ),
    )
    state = forms.ChoiceField(label=_("State"), required=False)
    decided = forms.ChoiceField(
        label=_("Decision"),
        required=False,
        choices=(
            ("", _("Decided or not")),
            ("open", _("Nobody has decided yet")),
            ("unsent", _("Decided, not sent")),
        ),
    )
    support = forms.ChoiceField(label=_("Support by manager or sponsor"), required=False)
    organisation: "forms.ModelChoiceField[Organisation]" = forms.ModelChoiceField(
        label=_("Organisation"), required=False, queryset=None, empty_label=_("All organisations")
    )

    def __init__(self, data: Mapping[str, Any], *, organisations: Any, supported: bool) -> None:
        super().__init__(data)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]
        states = [(s.value, say(words)) for s, (words, _colour) in STANDINGS.items()]
        self._choose("state", [("", say("Any state")), *states[1:]])  # nobody sees drafts
        if supported:
            stands = [(s.name, say(STANDING_WORDS[s][0])) for s in Standing]
            self._choose("support", [("", say("Any answer")), *stands[1:]])
        else:
            del self.fields["support"]

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # a ChoiceField

    def wanted(self, order: str) -> Wanted:
        """Return the filters that make sense."""
        self.is_valid()
        found = {name: self.cleaned_data.get(name) or "" for name in self.fields}
        organisation = found["organisation"]
        found["organisation"] = (
            str(organisation.pk) if isinstance(organisation, Organisation) else ""
        )
        return Wanted(order=order, **found)


class ChooseForm(Form):
    """Which decision; the next page asks for its words."""

    decision = forms.ChoiceField(label=_("What do you decide?"), widget=forms.RadioSelect)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, possible: Collection[Decision]
    ) -> None:
        super().__init__(data)
        choices = [(d.value, say(DEEDS[d])) for d in Decision if d in possible]
        self.fields["decision"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField
        self.hints = {"decision": {d.value: say(MEANS[d]) for d in possible}}  # type: ignore[misc]


def words_field(decision: Decision) -> SealedTextField:
    """Return the box for what the applicant reads on their page."""
    asks = decision is Decision.ASK
    return SealedTextField(
        capability=Capability.READ_APPLICATION,
        label=_("What is your question?") if asks else _("What do you write to the applicant?"),
        help_text=_(
            "They read it on their page. The e-mail only says that something waits for them."
        ),
        required=asks,
        max_length=LONGEST,
        rows=7,
    )


def to_the_applicant() -> str:
    """Say who reads what is written to applicants: first of all they do."""
    return say("Who can read this: the applicant, and whoever may read the application.")


class DecisionForm(Form):
    """One decision with its words, and a reason where it goes beside a rule."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    read = forms.CharField(widget=forms.HiddenInput, required=False)
    decision = forms.CharField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        decision: Decision,
        version: int,
        read: str,
        reasons: Mapping[str, str],
    ) -> None:
        begun = {
            "decision": decision.value, "version": version, "read": read,
            "words": say(SUGGESTED[decision]),
        }  # fmt: skip
        super().__init__(data, initial=begun)
        self.fields["words"] = words_field(decision)
        for name, why in reasons.items():
            self.fields[name] = SealedTextField(
                capability=Capability.DECIDE_APPLICATION, label=REASONS[name], help_text=why,
                max_length=2000, rows=3,
            )  # fmt: skip
        for field in self.fields.values():
            if isinstance(field, SealedTextField):
                field.readers = who_can_read(field.capability)
        self.fields["words"].readers = to_the_applicant()  # type: ignore[attr-defined]  # a sealed box
        self.ask_by_name()


REASONS: Mapping[str, Any] = {
    "waiver": _("Why may this person take part all the same?"),
    "out_of_turn": _("Why does this person come before others who wait?"),
}


class ManyForm(Form):
    """One decision about many, with the words that each of them gets."""

    decision = forms.ChoiceField(label=_("What do you decide about all of them?"),
                                 widget=forms.RadioSelect)  # fmt: skip
    words = SealedTextField(
        capability=Capability.READ_APPLICATION,
        label=_("What do you write to each of them?"),
        help_text=_("Leave it empty for our usual words. You see every letter before it is sent."),
        required=False,
        rows=7,
    )
    hints: ClassVar[Mapping[str, Mapping[str, str]]] = {}

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.fields["words"].readers = to_the_applicant()  # type: ignore[attr-defined]  # a sealed box
        choices = [(d.value, say(DEEDS[d])) for d in Decision]
        self.fields["decision"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField
        self.hints = {"decision": {d.value: say(MEANS[d]) for d in Decision}}  # type: ignore[misc]

    def clean(self) -> dict[str, Any]:
        """Ask for the question, where one is asked."""
        said = super().clean() or self.cleaned_data
        if said.get("decision") == Decision.ASK and not (said.get("words") or "").strip():
            self.add_error("words", say("Write the question that you want to ask."))
        return said


class AnswerForm(Form):
    """The applicant's answer to a question."""

    answer = SealedTextField(
        capability=Capability.READ_APPLICATION, label=_("Your answer"), max_length=LONGEST, rows=6
    )


def possible_for(state: str) -> list[Decision]:
    """Return what can be decided about an application in this state."""
    asked, waiting = ApplicationState.ASKED, ApplicationState.WAITING
    left_out = {asked: {Decision.ASK}, waiting: {Decision.WAIT}}.get(ApplicationState(state), set())
    return [decision for decision in Decision if decision not in left_out]
