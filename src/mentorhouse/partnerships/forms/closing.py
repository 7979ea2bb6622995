"""What is asked about the last day, before an end, and on the way through it."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.policy import Capability
from mentorhouse.design.fields import DateParts, SealedTextField
from mentorhouse.design.forms import Form
from mentorhouse.languages.saying import say
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.rules.farewell import LONGEST, QUESTIONS, TOLD, TOUCH, Step
from mentorhouse.partnerships.rules.handing_over import CHOICES, CHOOSE, HINTS
from mentorhouse.partnerships.states import Ending


class LastDayForm(Form):
    """Another last day."""

    ends_on = DateParts(label=_("Last day"))


class TalkForm(Form):
    """Asks the programme for a talk. There is nowhere to write why."""

    with_both = forms.TypedChoiceField(
        label=_("What would help?"),
        choices=(
            ("no", _("A talk with me alone")),
            ("yes", _("A talk with all of us, with the co-ordinator between us")),
        ),
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )


class StepForm(Form):
    """The boxes of one step on the way through the end."""

    def __init__(
        self, step: Step, data: Mapping[str, Any] | None = None, *, words: Mapping[str, str]
    ) -> None:
        super().__init__(data, initial=dict(words))
        for name in step.boxes:
            self.fields[name] = _box(name)


def _box(name: str) -> forms.Field:
    if name == "touch":
        return forms.ChoiceField(
            label=say(QUESTIONS[name]), required=False, widget=forms.RadioSelect,
            choices=[(key, say(words)) for key, words in TOUCH.items()],
            help_text=say("The others read your choice when all of you have said goodbye."),
        )  # fmt: skip
    told = name in TOLD
    capability = Capability.READ_FAREWELL if told else Capability.READ_OWN_FAREWELL
    hint = say("The others read it when all of you have said goodbye.") if told else ""
    return SealedTextField(
        capability=capability, label=say(QUESTIONS[name]), required=False, max_length=LONGEST,
        help_text=hint,
    )  # fmt: skip


class HandOverForm(Form):
    """One choice for each partnership of somebody who leaves."""

    def __init__(
        self, rows: Sequence[Partnership], leaver: UUID, data: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data)
        self.rows = rows
        choices = [(kind.value, say(words)) for kind, words in CHOICES.items()]
        hints = {kind.value: say(words) for kind, words in HINTS.items()}
        for row in rows:
            people = {m.participation.person_id: m.participation.person for m in row.members.all()}
            names = ", ".join(who.name for pk, who in people.items() if pk != leaver)
            self.fields[str(row.pk)] = forms.ChoiceField(
                label=say("What happens to the partnership with {names}?", names=names),
                choices=choices, widget=forms.RadioSelect,
                error_messages={"required": say(CHOOSE)},
            )  # fmt: skip
        self.hints = {str(row.pk): hints for row in rows}  # type: ignore[misc]  # of these rows

    @property
    def chosen(self) -> dict[UUID, Ending]:
        """What was chosen for each."""
        return {row.pk: Ending(self.cleaned_data[str(row.pk)]) for row in self.rows}
