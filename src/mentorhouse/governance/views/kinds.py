"""The kinds of entry: which form writes it, its words, and to which page it belongs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from mentorhouse.governance import models
from mentorhouse.governance.actions import champion, entries
from mentorhouse.governance.forms import board, checks, others, plan
from mentorhouse.governance.forms.entry import EntryForm
from mentorhouse.languages.saying import mark


@dataclass(frozen=True)
class Kind:
    """One kind. `of` names the field and the kind that it hangs on, where it does."""

    model: type[models.Entry]
    form: type[EntryForm]
    words: str
    page: str
    title: str
    lead: str = ""
    of: tuple[str, str] | None = None
    add: Callable[..., models.Entry] | None = None

    def make(self, programme: Any, values: Any, **how: Any) -> models.Entry:
        """Add one entry."""
        if self.add is not None:
            return self.add(programme, values, **how)
        return entries.add(self.model, programme, values, **how)

    def address(self, row: models.Entry) -> str:
        """Return the page on which an entry stands."""
        if self.of is not None:
            return reverse(self.page, args=[row.programme_id, getattr(row, f"{self.of[0]}_id")])
        return reverse(self.page, args=[row.programme_id])


PLAN, BOARD = ("governance:plan", mark("Plan")), ("governance:board", mark("Steering group"))
MEETING = ("governance:meeting", mark("Meeting"))
OF_MEETING = ("meeting", "meeting")
KINDS: dict[str, Kind] = {
    "milestone": Kind(models.Milestone, plan.MilestoneForm, mark("milestone"), *PLAN),
    "objective": Kind(models.Objective, board.ObjectiveForm, mark("objective"), *BOARD),
    "gap": Kind(models.Gap, board.GapForm, mark("gap"), *BOARD),
    "body": Kind(models.BodyLink, board.BodyLinkForm, mark("link to a body"), *BOARD),
    "meeting": Kind(models.BoardMeeting, board.BoardMeetingForm, mark("meeting"), *BOARD),
    "paper": Kind(models.Paper, board.PaperForm, mark("paper"), *MEETING, of=OF_MEETING),
    "decision": Kind(
        models.Decision, board.DecisionForm, mark("decision"), *MEETING, of=OF_MEETING
    ),
    "action": Kind(
        models.BoardAction, board.BoardActionForm, mark("action"), *MEETING, of=OF_MEETING
    ),
    "obstacle": Kind(
        models.Obstacle,
        others.ObstacleForm,
        mark("obstacle"),
        "governance:obstacles",
        mark("Champion and obstacles"),
        mark(
            "The champion gets an e-mail that there is "
            "something to see. The e-mail does not say what."
        ),
        add=champion.report,
    ),
    "stakeholder": Kind(
        models.Stakeholder,
        others.StakeholderForm,
        mark("stakeholder"),
        "governance:stakeholders",
        mark("Stakeholders"),
    ),
    "input": Kind(
        models.Input,
        others.InputForm,
        mark("input"),
        "governance:stakeholder",
        mark("Stakeholder"),
        of=("stakeholder", "stakeholder"),
    ),
    "message": Kind(
        models.Message,
        others.MessageForm,
        mark("message"),
        "governance:messages",
        mark("Communication plan"),
        mark("This is your plan. Writing it down sends nothing."),
    ),
    "risk": Kind(models.Risk, checks.RiskForm, mark("risk"), "reporting:risks", mark("Risks")),
    "assessment": Kind(
        models.Assessment,
        others.AssessmentForm,
        mark("partner"),
        "governance:partners",
        mark("Partners"),
    ),
}
