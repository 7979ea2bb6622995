"""Answers that each gives alone: one page of questions, each as the programme asks it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from mentorhouse.access.policy import Capability
from mentorhouse.agreements.rules.preparing import LONGEST, Stage
from mentorhouse.design.forms import Form, SealedTextField
from mentorhouse.languages.saying import say
from mentorhouse.programmes.design.questions import Question

BETWEEN = "; "


class StageForm(Form):
    """The questions of one page. Nothing must be answered to save: it is a draft."""

    def __init__(
        self, stage: Stage, data: Mapping[str, Any] | None = None, *, answers: Mapping[str, str]
    ) -> None:
        super().__init__(data)
        self.stage = stage
        for question in stage.questions:
            known = answers.get(question.key, "")
            self.fields[question.key] = _field(question, known)
        self.ask_by_name()

    def answers(self) -> dict[str, str]:
        """Return what was answered on this page, as text."""
        return {key: _text(self.cleaned_data[key]) for key in self.fields}


def _field(question: Question, known: str) -> forms.Field:
    words: dict[str, Any] = {"label": question.text, "help_text": question.hint, "required": False}
    if question.kind == "choices":
        offered = [(option, option) for option in question.options]
        initial = known.split(BETWEEN) if known else []
        return forms.MultipleChoiceField(
            choices=offered, widget=forms.CheckboxSelectMultiple, initial=initial, **words
        )
    if options := _options(question):
        offered = [(option, option) for option in options]
        return forms.ChoiceField(choices=offered, widget=forms.RadioSelect, initial=known, **words)
    long = question.kind == "long_text"
    return SealedTextField(
        capability=Capability.READ_PREPARATION,
        rows=4 if long else 1,
        max_length=LONGEST,
        initial=known,
        **words,
    )


def _options(question: Question) -> list[str]:
    if question.kind == "yes_no":
        return [say("Yes"), say("No")]
    if question.kind == "scale":
        return [str(point) for point in range(question.lowest, question.highest + 1)]
    return list(question.options) if question.kind == "choice" else []


def _text(given: str | Sequence[str]) -> str:
    return given if isinstance(given, str) else BETWEEN.join(given)
