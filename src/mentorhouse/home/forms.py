"""The shape of what somebody asks of a statement, and of what a talk leads to (R1.11, R8.04)."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.policy import Capability
from mentorhouse.design.forms import DateParts, Form, OnceForm, SealedTextField
from mentorhouse.home.rules.contribution import named_in
from mentorhouse.languages.saying import say
from mentorhouse.programmes.models import Participation

ACTIONS = (1, 2, 3)


class StatementForm(Form):
    """Which programme, which time, and a sentence of one's own."""

    part = forms.ChoiceField(label=_("Programme and role"))
    since = DateParts(label=_("From"))
    until = DateParts(label=_("To"))
    sentence = forms.CharField(
        label=_("In your own words"),
        help_text=_("What did you give, or learn? Name nobody. We do not keep this."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    kind = forms.ChoiceField(
        label=_("What would you like?"),
        choices=(("page", _("Look at it here")), ("word", "Word"), ("pdf", "PDF")),
        widget=forms.RadioSelect,
        initial="page",
    )

    def __init__(
        self, *args: Any, parts: Iterable[Participation], partners: Iterable[str], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.parts = {str(part.pk): part for part in parts}
        self.partners = tuple(partners)
        self.fields["part"].choices = [  # type: ignore[attr-defined]  # a field with choices
            (key, f"{part.programme.name} ({say(part.role)})") for key, part in self.parts.items()
        ]

    def clean_sentence(self) -> str:
        """Refuse a partner's name."""
        sentence: str = self.cleaned_data["sentence"].strip()
        named = named_in(sentence, self.partners)
        if named:
            raise ValidationError(
                gettext("Leave out “%(name)s”: the statement names no partner") % {"name": named}
            )
        return sentence

    def clean(self) -> dict[str, Any]:
        """Refuse a time that ends before it begins."""
        said = super().clean() or {}
        since, until = said.get("since"), said.get("until")
        if since and until and until < since:
            self.add_error("until", gettext("The last day must not be before the first"))
        return said


class OutcomeForm(OnceForm):
    """What comes of a conversation: up to three actions, and a goal (R8.04)."""

    def __init__(
        self, *args: Any, people: Iterable[tuple[str, str]], me: str, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        offered = list(people)
        for number in ACTIONS:
            self.fields[f"words_{number}"] = SealedTextField(
                label=format_lazy(_("Action {number}"), number=number), max_length=1000, rows=2,
                capability=Capability.READ_MEETING_LOG, required=False,
            )  # fmt: skip
            self.fields[f"owner_{number}"] = forms.ChoiceField(
                label=format_lazy(_("Who does action {number}?"), number=number),
                choices=offered, initial=me,
            )  # fmt: skip
            self.fields[f"due_{number}"] = DateParts(
                label=format_lazy(_("By when, action {number}?"), number=number), required=False
            )
        self.fields["goal"] = SealedTextField(
            label=_("A goal for the two of you to work on"), max_length=1000, rows=2,
            help_text=_("Leave it empty if there is none. You can add measures and a day later."),
            capability=Capability.READ_GOAL, required=False,
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Ask for one action or a goal at least, and for days that are still to come."""
        said = super().clean() or self.cleaned_data
        if not self.errors and not self.actions and not said.get("goal"):
            self.add_error("words_1", gettext("Write an action or a goal"))
        for _words, _owner, due in self.actions:
            if due and due < timezone.localdate():
                self.add_error(None, gettext("Choose a day that is still to come"))
        return said

    @property
    def actions(self) -> list[tuple[str, UUID, date | None]]:
        """The actions that were written: what, who, by when."""
        said = self.cleaned_data
        return [
            (said[f"words_{n}"], UUID(said[f"owner_{n}"]), said.get(f"due_{n}"))
            for n in ACTIONS if said.get(f"words_{n}") and said.get(f"owner_{n}")
        ]  # fmt: skip
