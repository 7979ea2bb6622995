"""Forms of the champion, obstacles, stakeholders, messages and joint assessments."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from mentorhouse.design.forms import Form
from mentorhouse.governance.forms.entry import EntryForm, OwnedForm, People, box, line, on
from mentorhouse.governance.models import Champion, Entry, Stakeholder
from mentorhouse.governance.queries.stakeholders import partners_of
from mentorhouse.governance.states import ObstacleState


class ChampionForm(EntryForm):
    """Who the champion is."""

    name = line(_("Full name"))
    job_title = line(_("Job title"), required=False)
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        help_text=_(
            "With an address they get an account and an e-mail: then they see obstacles and "
            "answer them here. Without one, you pass things on."
        ),
    )
    promised = box(
        _("What have they promised?"), _("For example: four hours a month."), required=False
    )

    carried = EntryForm.carried | {"email"}

    def _initial(self, row: Entry | None, me: str) -> dict[str, Any]:
        found = super()._initial(row, me)
        if isinstance(row, Champion) and row.user is not None:
            found["email"] = row.user.email
        return found


class ObstacleForm(OwnedForm):
    """Something in the way."""

    title = line(_("What stands in the way?"), _("A few words. Name no mentor or mentee."))
    needed = box(_("What is needed?"), _("Say what would help, and by when."))
    reported_on = on(_("Reported on"))
    field_order = ("title", "needed", "reported_on", "owner", "owner_name")


class AnswerForm(Form):
    """What the champion says to it."""

    answer = box(_("Answer"), _("What you can do, and by when."))


class ObstacleFilter(Form):
    """What narrows the list of obstacles."""

    narrows_a_list = True

    state = forms.ChoiceField(
        required=False,
        choices=(("", _("All")), *((s.value, capfirst(_(s.value))) for s in ObstacleState)),
    )

    def chosen(self) -> dict[str, str]:
        """Return the filter if it makes sense."""
        self.is_valid()
        return {"state": self.cleaned_data.get("state") or ""}


class StakeholderForm(OwnedForm):
    """Somebody with an interest."""

    title = line(_("Who?"), _("A person or a group. For example: heads of department."))
    interest = line(_("What is their interest in the programme?"), most=500)
    wants = line(_("What do they want to hear?"), most=500, required=False)
    how = line(_("How are they told?"), _("For example: a page for their monthly meeting."))
    often = forms.ChoiceField(label=_("How often?"), choices=Stakeholder.Often.choices)
    due = on(_("Next time"), _("Leave empty if nothing is planned."), required=False)
    field_order = ("title", "interest", "wants", "how", "often", "due", "owner", "owner_name")


class InputForm(EntryForm):
    """What a stakeholder said."""

    title = box(_("What did they say?"), most=1000)
    day = on(_("When?"))
    outcome = line(_("What came of it?"), most=500, required=False)


class MessageForm(OwnedForm):
    """A row of the communication plan."""

    audience = line(_("Who is told?"), _("For example: everyone who might become a mentor."))
    title = box(_("What are they told?"), most=500)
    channel = line(_("Which way?"), _("For example: staff newsletter, poster, team meeting."))
    due = on(_("By when?"))
    done_on = on(_("Done on"), _("Leave empty while it is not done."), required=False)
    field_order = ("audience", "title", "channel", "due", "owner", "owner_name", "done_on")


class AssessmentForm(EntryForm):
    """One partner of a joint programme."""

    organisation: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        label=_("Which partner?"), queryset=None, empty_label=_("Choose one")
    )
    responsibilities = box(_("What are they responsible for?"))
    strengths = box(_("What are they good at?"), required=False)
    closer = box(_("Where would working closer together help?"), required=False)
    next_step = line(_("Which next step have you agreed?"), most=500, required=False)
    reviewed_on = on(_("Looked at together on"), _("The last time."), required=False)

    def _choose(self, people: People) -> None:
        super()._choose(people)
        self.fields["organisation"].queryset = partners_of(self.programme)  # type: ignore[attr-defined]
