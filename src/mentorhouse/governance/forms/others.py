"""Forms of the champion, obstacles, stakeholders, messages and joint assessments."""

from typing import Any

from django import forms

from mentorhouse.design.forms import Form
from mentorhouse.governance.forms.entry import EntryForm, OwnedForm, People, box, line, on
from mentorhouse.governance.models import Champion, Entry, Stakeholder
from mentorhouse.governance.queries.stakeholders import partners_of
from mentorhouse.governance.states import ObstacleState


class ChampionForm(EntryForm):
    """Who the champion is."""

    name = line("Full name")
    job_title = line("Job title", required=False)
    email = forms.EmailField(
        label="E-mail address",
        required=False,
        help_text="With an address they get an account and an e-mail: then they see obstacles and "
        "answer them here. Without one, you pass things on.",
    )
    promised = box("What have they promised?", "For example: four hours a month.", required=False)

    carried = EntryForm.carried | {"email"}

    def _initial(self, row: Entry | None, me: str) -> dict[str, Any]:
        found = super()._initial(row, me)
        if isinstance(row, Champion) and row.user is not None:
            found["email"] = row.user.email
        return found


class ObstacleForm(OwnedForm):
    """Something in the way."""

    title = line("What stands in the way?", "A few words. Name no mentor or mentee.")
    needed = box("What is needed?", "Say what would help, and by when.")
    reported_on = on("Reported on")
    field_order = ("title", "needed", "reported_on", "owner", "owner_name")


class AnswerForm(Form):
    """What the champion says to it."""

    answer = box("Answer", "What you can do, and by when.")


class ObstacleFilter(Form):
    """What narrows the list of obstacles."""

    narrows_a_list = True

    state = forms.ChoiceField(
        required=False,
        choices=(("", "All"), *((s.value, s.value.capitalize()) for s in ObstacleState)),
    )

    def chosen(self) -> dict[str, str]:
        """Return the filter if it makes sense."""
        self.is_valid()
        return {"state": self.cleaned_data.get("state") or ""}


class StakeholderForm(OwnedForm):
    """Somebody with an interest."""

    title = line("Who?", "A person or a group. For example: heads of department.")
    interest = line("What is their interest in the programme?", most=500)
    wants = line("What do they want to hear?", most=500, required=False)
    how = line("How are they told?", "For example: a page for their monthly meeting.")
    often = forms.ChoiceField(label="How often?", choices=Stakeholder.Often.choices)
    due = on("Next time", "Leave empty if nothing is planned.", required=False)
    field_order = ("title", "interest", "wants", "how", "often", "due", "owner", "owner_name")


class InputForm(EntryForm):
    """What a stakeholder said."""

    title = box("What did they say?", most=1000)
    day = on("When?")
    outcome = line("What came of it?", most=500, required=False)


class MessageForm(OwnedForm):
    """A row of the communication plan."""

    audience = line("Who is told?", "For example: everyone who might become a mentor.")
    title = box("What are they told?", most=500)
    channel = line("Which way?", "For example: staff newsletter, poster, team meeting.")
    due = on("By when?")
    done_on = on("Done on", "Leave empty while it is not done.", required=False)
    field_order = ("audience", "title", "channel", "due", "owner", "owner_name", "done_on")


class AssessmentForm(EntryForm):
    """One partner of a joint programme."""

    organisation: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        label="Which partner?", queryset=None, empty_label="Choose one"
    )
    responsibilities = box("What are they responsible for?")
    strengths = box("What are they good at?", required=False)
    closer = box("Where would working closer together help?", required=False)
    next_step = line("Which next step have you agreed?", most=500, required=False)
    reviewed_on = on("Looked at together on", "The last time.", required=False)

    def _choose(self, people: People) -> None:
        super()._choose(people)
        self.fields["organisation"].queryset = partners_of(self.programme)  # type: ignore[attr-defined]
