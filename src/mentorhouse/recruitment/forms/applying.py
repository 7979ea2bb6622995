"""The pages of an application as forms: made from what the step asks; they never save."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentorhouse.access.policy import Capability, Relation
from mentorhouse.access.readers import readers, who_can_read
from mentorhouse.design.fields import DateParts, SealedTextField
from mentorhouse.design.forms import Form
from mentorhouse.languages.saying import say
from mentorhouse.people.forms import ProfileText
from mentorhouse.people.models import Person
from mentorhouse.recruitment.rules.applying import Ask, Step
from mentorhouse.recruitment.rules.values import find_grade, off_the_ladder

SHORT, LARGEST = 400, 100_000
# What the form asks where the profile does not say it, in this order (R1.03).
PROFILE = {
    "family_name": (gettext_lazy("Family name"), 100),
    "job_title": (gettext_lazy("Job title"), 200),
    "organisation": (gettext_lazy("Organisation"), 200),
    "grade": (gettext_lazy("Grade or level"), 60),
    "profession": (gettext_lazy("Profession"), 100),
    "location": (gettext_lazy("Place of work"), 200),
}


class AboutForm(Form):
    """What the profile does not say yet. Everything is optional."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        person: Person,
        ladder: Sequence[str] = (),
        told: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(told or {}))
        self.ladder = ladder
        grades = _("The grades of this programme: {grades}.").format(grades=", ".join(ladder))
        for name, (label, longest) in PROFILE.items():
            if not getattr(person, name):
                hint = grades if name == "grade" and ladder else ""
                self.fields[name] = ProfileText(
                    label=label, longest=longest, required=False, help_text=hint
                )

    def clean_grade(self) -> str:
        """Take the programme's own word for a grade, as an import does."""
        typed = str(self.cleaned_data["grade"])
        if not typed or not self.ladder:
            return typed
        found = find_grade(typed, self.ladder)
        if found is None:
            raise forms.ValidationError(str(off_the_ladder(typed, self.ladder)))
        return found

    @property
    def said(self) -> dict[str, str]:
        """Return what was filled in."""
        return {name: text for name, text in self.cleaned_data.items() if text}


class StepForm(Form):
    """One step. Saved to come back later, nothing has to be there; what is there has to fit."""

    began_from = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(  # what it holds, what it began from
        self,
        data: Mapping[str, Any] | None = None,
        *,
        step: Step,
        said: Mapping[str, Any],
        began_from: str,
        later: bool = False,
        holding: frozenset[Relation] = frozenset(),
        speak: Callable[[str], str] = str,
    ) -> None:
        super().__init__(data, initial={"began_from": began_from}, holding=holding)
        self.step = step
        for ask in step.asks:
            field = MAKERS[ask.kind](ask)
            if isinstance(field, forms.ChoiceField) and ask.kind in {"choice", "choices"}:
                field.choices = [(option, speak(option)) for option in ask.options]
            field.required = ask.required and not later
            field.initial = _shown(ask, said.get(ask.key))
            if ask.message:
                field.error_messages["required"] = ask.message
            elif ask.label.endswith("."):  # a request, not a question and not a name
                field.error_messages["required"] = say("Enter an answer: {words}", words=ask.label)
            if isinstance(field, SealedTextField):
                field.readers = _readers(ask, holding)
            self.fields[ask.key] = field
        self.ask_by_name()

    def clean(self) -> dict[str, Any]:
        """Refuse two shapes of one rank."""
        taken: dict[str, Ask] = {}
        for ask in self.step.asks:
            rank = self.cleaned_data.get(ask.key) if ask.kind == "rank" else None
            if rank and rank in taken:
                self.add_error(
                    ask.key,
                    _("“{other}” has the number {rank} already. Give each number once.").format(
                        other=taken[rank].label, rank=rank
                    ),
                )
            elif rank:
                taken[rank] = ask
        return self.cleaned_data

    @property
    def said(self) -> dict[str, Any]:
        """Return what was answered, as it is kept."""
        return {ask.key: _kept(ask, self.cleaned_data.get(ask.key)) for ask in self.step.asks}


def _readers(ask: Ask, holding: frozenset[Relation]) -> str:
    """Say who can read an answer; of what can be shared, that the partner may too."""
    if not ask.shared:
        return who_can_read(Capability.READ_APPLICATION, holding=holding)
    names = ", ".join(readers(Capability.READ_APPLICATION, holding=holding))
    return _("Who can read this: {names}; and your partner, only if you agree below.").format(
        names=names
    )


def _shown(ask: Ask, said: Any) -> Any:
    if ask.kind == "date" and said:
        return date.fromisoformat(said)
    return str(said) if ask.kind in {"rank", "scale"} and said else said


def _kept(ask: Ask, value: Any) -> Any:
    if value in (None, "", [], False):
        return None
    if ask.kind == "date":
        return value.isoformat()
    if ask.kind in {"rank", "scale"}:
        return int(value)
    return value.replace("\r\n", "\n").strip() or None if isinstance(value, str) else value


def _text(ask: Ask) -> forms.Field:
    return SealedTextField(
        label=ask.label, help_text=ask.hint, capability=Capability.READ_APPLICATION,
        max_length=SHORT, widget=forms.TextInput(),
    )  # fmt: skip


def _long_text(ask: Ask) -> forms.Field:
    return SealedTextField(
        label=ask.label, help_text=ask.hint, capability=Capability.READ_APPLICATION
    )


def _one_of(ask: Ask) -> forms.Field:
    words = {"yes": _("Yes"), "no": _("No")}
    points = [str(point) for point in range(ask.lowest, ask.highest + 1)]
    offered = {"yes_no": list(words), "scale": points}.get(ask.kind, list(ask.options))
    return forms.ChoiceField(
        label=ask.label, help_text=ask.hint, widget=forms.RadioSelect,
        choices=[(option, words.get(option, option)) for option in offered],
    )  # fmt: skip


def _some_of(ask: Ask) -> forms.Field:
    return forms.MultipleChoiceField(
        label=ask.label, help_text=ask.hint, widget=forms.CheckboxSelectMultiple,
        choices=[(option, option) for option in ask.options],
    )  # fmt: skip


def _number(ask: Ask) -> forms.Field:
    least, most = (ask.lowest, ask.highest) if ask.kind == "places" else (0, LARGEST)
    return forms.IntegerField(label=ask.label, help_text=ask.hint, min_value=least, max_value=most)


def _rank(ask: Ask) -> forms.Field:
    ranks = [(str(rank), str(rank)) for rank in range(1, ask.highest + 1)]
    none = ("", _("Does not suit me"))
    return forms.ChoiceField(label=ask.label, choices=[none, *ranks])


def _date(ask: Ask) -> forms.Field:
    return DateParts(label=ask.label, help_text=ask.hint)


def _tick(ask: Ask) -> forms.Field:
    return forms.BooleanField(label=ask.label, help_text=ask.hint)


MAKERS: Mapping[str, Callable[[Ask], forms.Field]] = {
    "text": _text,
    "long_text": _long_text,
    "yes_no": _one_of,
    "choice": _one_of,
    "scale": _one_of,
    "choices": _some_of,
    "number": _number,
    "places": _number,
    "rank": _rank,
    "date": _date,
    "tick": _tick,
}
