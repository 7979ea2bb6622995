"""Forms of the plan."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from mentorhouse.design.forms import Form
from mentorhouse.design.words import short_day
from mentorhouse.governance.forms.entry import OwnedForm, box, line, on
from mentorhouse.governance.models import Milestone
from mentorhouse.governance.rules.plan import Proposal, Standing
from mentorhouse.languages.saying import say


class MilestoneForm(OwnedForm):
    """One milestone."""

    title = line(_("What is to be reached?"), _("For example: every mentor is trained."), most=120)
    stage = forms.ChoiceField(label=_("Stage"), choices=Milestone.Stage.choices)
    start = on(_("Work begins on"), _("For example 27 3 2027"))
    due = on(_("To be done by"), _("The last day on which it is in time."))
    done_on = on(_("Done on"), _("Leave empty while it is not done."), required=False)
    note = box(_("Note"), required=False)

    field_order = ("title", "stage", "start", "due", "owner", "owner_name", "done_on", "note")

    def clean(self) -> dict[str, Any]:
        """Keep the dates in their order."""
        cleaned = super().clean()
        start, due = cleaned.get("start"), cleaned.get("due")
        if start and due and due < start:
            self.add_error("due", say("The last day must not be before the day the work begins"))
        return cleaned


class StartDayForm(Form):
    """From which day the first set is counted."""

    narrows_a_list = True

    start = on(
        _("When does the work on the programme begin?"),
        _("The dates below are counted from this day. For example 4 1 2027"),
    )


class FirstSetForm(Form):
    """Which of the offered milestones are taken."""

    start = forms.DateField(widget=forms.HiddenInput)
    chosen = forms.MultipleChoiceField(
        label=_("Which of these do you want in your plan?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one milestone")},
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, offered: Sequence[Proposal], start: date
    ) -> None:
        super().__init__(data, initial={"start": start, "chosen": [one.key for one in offered]})
        stages = dict(Milestone.Stage.choices)
        self.fields["chosen"].choices = [  # type: ignore[attr-defined]  # a choice field
            (one.key, f"{stages[one.stage]}: {one.title}") for one in offered
        ]
        self.hints = {  # type: ignore[misc]  # these depend on the day that was asked for
            "chosen": {
                one.key: say("{start} to {due}", start=short_day(one.start), due=short_day(one.due))
                for one in offered
            }
        }


class PlanFilter(Form):
    """What narrows the plan. Nonsense narrows nothing."""

    narrows_a_list = True

    stage = forms.ChoiceField(
        required=False, choices=(("", _("All stages")), *Milestone.Stage.choices)
    )
    standing = forms.ChoiceField(
        label=_("How it stands"),
        required=False,
        choices=(("", _("All")), *((s.value, capfirst(_(s.value))) for s in Standing)),
    )

    def chosen(self) -> dict[str, str]:
        """Return the filters that make sense."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in self.fields}
