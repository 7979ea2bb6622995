"""Forms beside the set-up: starting a programme, who runs it, who takes part."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorhouse.design.forms import Form
from mentorhouse.languages.saying import say
from mentorhouse.organisations.models import Organisation
from mentorhouse.programmes import rules
from mentorhouse.programmes.design import Shipped
from mentorhouse.programmes.forms.boxes import text_box, whole_number
from mentorhouse.programmes.models import Participation
from mentorhouse.programmes.states import ParticipationState

NOTHING = "nothing"
EMPTY = _(
    "For those who want to write everything themselves. It has only a name: no texts, no forms "
    "and no messages. Every setting that needs a value has a plain one."
)


class StartForm(Form):
    """Which kind of programme, and what it is called."""

    design = forms.ChoiceField(label=_("What do you want to start from?"), widget=forms.RadioSelect)
    name = forms.CharField(label=_("What is the programme called?"), max_length=200)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, designs: Sequence[Shipped]
    ) -> None:
        super().__init__(data, initial={"design": designs[0].name})
        field = self.fields["design"]
        choices = [(one.name, one.design.name) for one in designs]
        field.choices = [*choices, (NOTHING, say("An empty programme"))]  # type: ignore[attr-defined]  # a ChoiceField
        about = {one.name: one.about for one in designs} | {NOTHING: EMPTY}
        self.hints = {"design": about}  # type: ignore[misc]  # of this form only


class CapacityForm(Form):
    """How many places a mentor has."""

    capacity = whole_number(_("How many mentees does this mentor have room for?"), "", 0, 50)


class WaiverForm(Form):
    """Why somebody takes part who lacks a must."""

    reason = text_box(
        _("Why may this person take part all the same?"),
        _(
            "Your name, the day and this reason are kept "
            "with their taking part. They can ask to read "
            "it. Write nothing about health or other private matters."
        ),
        rows=4,
        max_length=2000,
    )

    def clean_reason(self) -> str:
        """Refuse a reason that says nothing."""
        reason = str(self.cleaned_data["reason"]).strip()
        if problem := rules.waiver_problem(reason):
            raise forms.ValidationError(problem)
        return reason


class PeopleFilter(Form):
    """What narrows the list of people. Nonsense narrows nothing."""

    narrows_a_list = True

    search = forms.CharField(label=_("Name or e-mail address"), required=False, max_length=100)
    role = forms.ChoiceField(
        required=False, choices=(("", _("Mentors and mentees")), *Participation.Role.choices)
    )
    state = forms.ChoiceField(
        label=_("Answer"),
        required=False,
        choices=(
            ("", _("Any answer")),
            *((s.value, s.value.capitalize()) for s in ParticipationState),
        ),
    )
    organisation: "forms.ModelChoiceField[Organisation]" = forms.ModelChoiceField(
        required=False, queryset=None, empty_label=_("All organisations")
    )

    def __init__(self, data: Mapping[str, Any], *, organisations: Any) -> None:
        super().__init__(data)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, str]:
        """Return the filters that make sense."""
        self.is_valid()
        found = {name: self.cleaned_data.get(name) or "" for name in self.fields}
        organisation = found["organisation"]
        if isinstance(organisation, Organisation):
            found["organisation"] = str(organisation.pk)
        return found
