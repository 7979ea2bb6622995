"""Forms of equal access: the workforce, and what people say of themselves to be counted."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.policy import Capability
from mentorhouse.access.readers import who_can_read
from mentorhouse.design.forms import DateParts, Form
from mentorhouse.languages.saying import say
from mentorhouse.recruitment.actions.equality import Entered
from mentorhouse.recruitment.models import Baseline
from mentorhouse.recruitment.rules.equality import read_numbers

LONGEST = 20_000


class WorkforceForm(Form):
    """The workforce by one thing, a line for each name."""

    about = forms.ChoiceField(
        label=_("By what do you divide the workforce?"),
        widget=forms.RadioSelect,
        choices=(
            (Baseline.About.ORGANISATION.value, _("Organisation")),
            (Baseline.About.GRADE.value, _("Grade")),
            (Baseline.About.CHARACTERISTIC.value, _("A protected characteristic")),
        ),
    )
    question = forms.CharField(
        label=_("What are people asked?"),
        help_text=_(
            "Only for a protected characteristic, for example “Ethnic group”. Applicants may then "
            "choose one of the names below. They need not."
        ),
        required=False,
        max_length=100,
    )
    lines = forms.CharField(
        label=_("How many are there?"),
        help_text=_("One on each line: a name, a comma, a number. For example: Nursing, 1200"),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=LONGEST,
    )
    source = forms.CharField(
        label=_("Where do the numbers come from?"), max_length=200,
        help_text=_("For example: staff record of the trust"),
    )  # fmt: skip
    as_of = DateParts(label=_("Of what day are they?"))

    def clean_lines(self) -> dict[str, int]:
        """Read the numbers, or say which line is wrong."""
        found, problems = read_numbers(self.cleaned_data["lines"])
        if problems:
            raise forms.ValidationError(problems)
        return found

    def entered(self) -> Entered:
        """Return what was entered."""
        said = self.cleaned_data
        about = Baseline.About(said["about"])
        return Entered(about, said["question"], said["lines"], said["source"], said["as_of"])


class CountedForm(Form):
    """What somebody says of themselves, only to be counted."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        questions: Mapping[str, Sequence[str]],
        said: Mapping[str, str],
    ) -> None:
        super().__init__(data)
        self.questions = {f"q{number}": question for number, question in enumerate(questions)}
        for name, question in self.questions.items():
            answers = [(answer, answer) for answer in questions[question]]
            self.fields[name] = forms.ChoiceField(
                label=question,
                required=False,
                widget=forms.RadioSelect,
                choices=[*answers, ("", say("I would rather not say"))],
                initial=said.get(question, ""),
            )

    @property
    def readers(self) -> str:
        """Say who reads it."""
        return who_can_read(Capability.READ_EQUALITY)

    def answers(self) -> dict[str, str]:
        """Return question → answer."""
        return {question: self.cleaned_data[name] for name, question in self.questions.items()}
