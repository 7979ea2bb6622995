"""Shapes of input: the check at a module’s end, filters, recording by hand, learning systems."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mentorhouse.design.forms import DateParts, Form
from mentorhouse.languages.saying import say
from mentorhouse.programmes.models import Completion, Participation
from mentorhouse.training.models import CourseCode
from mentorhouse.training.rules.courses import Module
from mentorhouse.training.rules.progress import STANDINGS
from mentorhouse.training.rules.records import ROLE_OF, folded


class CheckForm(Form):
    """The check of understanding: one question, several answers, a kind word for each."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, module: Module) -> None:
        super().__init__(data)
        self.module = module
        for place, question in enumerate(module.questions):
            self.fields[f"q{place}"] = forms.ChoiceField(
                label=format_html("{}. {}", place + 1, _english(question.ask)),
                choices=[
                    (str(n), _english(option.words)) for n, option in enumerate(question.options)
                ],
                widget=forms.RadioSelect,
                error_messages={
                    "required": gettext("Choose an answer to question %d") % (place + 1)
                },
            )

    def clean(self) -> dict[str, Any]:
        """Say of each answer why it is right, or what speaks against it."""
        cleaned = dict(super().clean() or {})
        for place, option in enumerate(self.chosen()):
            if option is None:
                continue
            said = self.module.questions[place].options[option]
            if said.right:
                self[f"q{place}"].help_text = format_html(
                    gettext("That is right. {because}"), because=_english(said.because)
                )
            else:
                told = gettext("Question {number}: {because}")
                because = _english(said.because)
                self.add_error(f"q{place}", format_html(told, number=place + 1, because=because))
        return cleaned

    def chosen(self) -> list[int | None]:
        """Return the place of the answer to each question, if there is one."""
        given = [self.data.get(f"q{place}") for place in range(len(self.module.questions))]
        return [
            int(answer) if answer in {str(n) for n in range(len(question.options))} else None
            for answer, question in zip(given, self.module.questions, strict=True)
        ]


def _english(text: str) -> SafeString:
    """Mark words of a module, which are in English whatever the page is in."""
    return format_html('<span lang="en">{}</span>', text)


class LearnersFilter(Form):
    """Whom to list. Nonsense narrows nothing."""

    narrows_a_list = True

    search = forms.CharField(label=_("Name or e-mail"), required=False, max_length=100)
    role = forms.ChoiceField(
        label=_("Role"),
        required=False,
        choices=[("", _("Mentors and mentees")), *Participation.Role.choices],
    )
    standing = forms.ChoiceField(label=_("How far"), required=False)
    organisation: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        label=_("Organisation"),
        required=False,
        queryset=None,
        empty_label=_("Every organisation"),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, organisations: Any) -> None:
        super().__init__(data)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]
        words = [(key, say(text)) for key, text in STANDINGS.items()]
        self.fields["standing"].choices = [("", gettext("Everyone")), *words]  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, str]:
        """Return the filters that make sense."""
        self.is_valid()
        organisation = self.cleaned_data.get("organisation")
        return {
            "search": self.cleaned_data.get("search") or "",
            "role": self.cleaned_data.get("role") or "",
            "standing": self.cleaned_data.get("standing") or "",
            "organisation": str(organisation.pk) if organisation else "",
        }


class RecordForm(Form):
    """What was completed, and when."""

    what = forms.ChoiceField(label=_("What did they complete?"), widget=forms.RadioSelect)
    done_on = DateParts(
        label=_("On which day?"), help_text=_("For example, 27 3 2026. The day cannot lie ahead.")
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, roles: Iterable[str], today: date
    ) -> None:
        super().__init__(data, initial={"done_on": today})
        self.today, wanted = today, set(roles)
        self.fields["what"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            (value, words) for value, words in Completion.What.choices if wanted <= {ROLE_OF[value]}
        ]

    def clean_done_on(self) -> date:
        """Refuse a day that has not come."""
        day: date = self.cleaned_data["done_on"]
        if day > self.today:
            raise forms.ValidationError(gettext("The day must be today or earlier"))
        return day


class RecordsFileForm(Form):
    """A file of completions."""

    file = forms.FileField(
        label=_("File of completions"),
        help_text=_(
            "A CSV file with the headings E-mail (or Person number), Course and Date, up to 5,000 "
            "rows; or xAPI statements as JSON."
        ),
        error_messages={"empty": _("The file is empty. Choose one with completions in it.")},
    )


class CourseCodeForm(Form):
    """What a course of the learning system is here."""

    code = forms.CharField(
        label=_("The course’s code, or the address of its activity"),
        max_length=500,
        help_text=_("As the learning system writes it, for example MENT-101."),
    )
    what = forms.ChoiceField(
        label=_("What is it here?"), choices=Completion.What.choices, widget=forms.RadioSelect
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, there: Sequence[CourseCode]
    ) -> None:
        super().__init__(data)
        self.there = there

    def clean_code(self) -> str:
        """Write a code that is there already as it is there, so that it gets no second meaning."""
        code = " ".join(str(self.cleaned_data["code"]).split())
        return next((row.code for row in self.there if folded(row.code) == folded(code)), code)


class SystemForm(Form):
    """A learning system that sends statements by itself."""

    once = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.CharField(
        label=_("Name of the learning system"),
        max_length=100,
        help_text=_("So that you know later whose token it is."),
    )

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial={"once": uuid4()})
