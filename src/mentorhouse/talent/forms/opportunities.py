"""Forms for opportunities and placements."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorhouse.design.forms import DateParts, Form
from mentorhouse.design.words import day
from mentorhouse.languages.saying import say
from mentorhouse.organisations.models import Organisation
from mentorhouse.talent.forms.nominations import PeriodForm, bodies, choices, chosen_of
from mentorhouse.talent.models import Interest, Nomination, Opportunity
from mentorhouse.talent.states import OpportunityKind


class OpportunityForm(PeriodForm):
    """What an organisation opens. `once` names the form, `version` what its writer began from."""

    once = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    organisation = forms.ChoiceField(label=_("Whose opportunity is it?"))
    title = forms.CharField(label=_("Title"), max_length=200)
    kind = forms.ChoiceField(
        label=_("What kind is it?"), choices=choices(OpportunityKind), widget=forms.RadioSelect
    )
    offers = forms.CharField(
        label=_("What does it offer?"),
        max_length=2000,
        help_text=_("What one does, with whom, and what can be learnt."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    begins_on = DateParts(label=_("From"))
    ends_on = DateParts(
        label=_("Until"), required=False, help_text=_("Leave it empty if it is open.")
    )
    how_to_ask = forms.CharField(
        label=_("How does one ask?"),
        max_length=1000,
        help_text=_("Whom to write to, and what to send."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    open_until = DateParts(
        label=_("Open until"), help_text=_("The last day to say “I am interested”.")
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        organisations: Iterable[Organisation],
        today: date,
        row: Opportunity | None = None,
    ) -> None:
        super().__init__(data, initial={"once": uuid.uuid4(), "version": 0})
        self.known = {str(body.pk): body for body in organisations}
        self.today = today
        if row is not None or len(self.known) == 1:
            del self.fields["organisation"]
        else:
            offered = bodies(self.known.values(), say("Choose an organisation"))
            self.fields["organisation"].choices = offered  # type: ignore[attr-defined]
        if row is not None:
            self.initial.update(
                {name: getattr(row, name) for name in self.fields if name != "once"}
            )

    def clean_open_until(self) -> date:
        """Refuse a day that is over: nobody would see the opportunity."""
        on: date = self.cleaned_data["open_until"]
        if on < self.today and on != self.initial.get("open_until"):
            raise forms.ValidationError(
                say("Enter today or a day to come: after it, nobody can ask.")
            )
        return on

    def body(self) -> Organisation:
        """Return whose opportunity it is."""
        only = next(iter(self.known))
        return self.known[self.cleaned_data.get("organisation", only)]

    def met_by(self, row: Opportunity) -> list[tuple[str, str]]:
        """Return what is saved by now where it is not what was typed; go on over that version."""
        self.data = dict(self.data.items()) | {"version": row.version}
        found = []
        for name, field in self.fields.items():
            saved = getattr(row, name, None)
            if not field.widget.is_hidden and self.cleaned_data.get(name) != saved:
                found.append((str(field.label), day(saved) if isinstance(saved, date) else saved))
        return [(label, saved or "nothing") for label, saved in found]


class PlacementForm(PeriodForm):
    """Who takes an opportunity up, and when."""

    who = forms.ChoiceField(label=_("Who takes it up?"), widget=forms.RadioSelect)
    begins_on = DateParts(label=_("From"))
    ends_on = DateParts(
        label=_("Until"), required=False, help_text=_("Leave it empty if it is open.")
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        opportunity: Opportunity,
        interested: Iterable[Interest],
    ) -> None:
        began = {"begins_on": opportunity.begins_on, "ends_on": opportunity.ends_on}
        super().__init__(data, initial=began)
        self.known = {str(row.nomination_id): row.nomination for row in interested}
        self.fields["who"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            (pk, f"{row.name}, {row.organisation}") for pk, row in self.known.items()
        ]

    def nomination(self) -> Nomination:
        """Return who was chosen."""
        return self.known[self.cleaned_data["who"]]


class OpportunityFilter(Form):
    """What narrows the list of opportunities. Nonsense narrows nothing."""

    narrows_a_list = True

    search = forms.CharField(label=_("Words in the title"), required=False, max_length=100)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("Any kind")), *choices(OpportunityKind)]
    )
    organisation = forms.ChoiceField(label=_("Organisation"), required=False)
    closed = forms.BooleanField(label=_("Show closed ones too"), required=False)

    def __init__(
        self, data: Mapping[str, Any], *, lists: bool, organisations: Iterable[Organisation]
    ) -> None:
        super().__init__(data)
        offered = bodies(organisations, say("All organisations"))
        self.fields["organisation"].choices = offered  # type: ignore[attr-defined]
        if not lists:
            del self.fields["closed"]

    def chosen(self) -> dict[str, Any]:
        """Return the filters that make sense."""
        self.is_valid()
        return chosen_of(self)
