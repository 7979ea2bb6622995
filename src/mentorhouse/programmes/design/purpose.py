"""What a programme is for, when it runs, which shapes of mentoring it has, and how it is led."""

from typing import Literal

from pydantic import model_validator

from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes.design.parts import (
    Day,
    Line,
    Part,
    choice,
    choices,
    lines,
    prose,
    setting,
    unlike,
    whole,
)


class Aims(Part):
    """What the organisation hopes to achieve (R2.03)."""

    vision: str = prose("Vision", "What will be different if the programme succeeds.")
    values: str = prose("Values", "What you stand for in how you run it.")
    goals: list[Line] = lines("Goals", "What the programme sets out to do. One goal on each line.")
    outcomes: list[Line] = lines(
        "Expected outcomes", "What changes for people and for the organisation. One on each line."
    )
    outputs: list[Line] = lines(
        "Outputs", "What you can count at the end, such as pairs or meetings. One on each line."
    )
    strategy: list[Line] = lines(
        "Links to your strategy", "The plans and strategies that the programme serves."
    )
    review_on: Day | None = setting(
        "Next review of the purpose", "The day on which you look at the purpose again.", None
    )
    review_outcome: str = prose(
        "Outcome of the last review", "What the last review decided. Everyone can read it."
    )


class Timing(Part):
    """When the programme runs and how long a partnership lasts."""

    starts_on: Day | None = setting(
        "First day of the programme", "The plan, the guides and the public page name it.", None
    )
    ends_on: Day | None = setting(
        "Last day of the programme", "Leave it empty if the programme has no end.", None
    )
    length_months: int | None = whole(
        "How many months does a partnership run?",
        "Leave it empty if pairs go on for as long as they like.",
        1,
        120,
        6,
    )
    shortest_months: int | None = whole(
        "How many months at least?",
        "Leave it empty if there is one length only.",
        1,
        120,
        None,
    )
    end_set_at_start: bool = setting(
        "Is the end date set at the start?",
        "If so, each pair knows its last day from the first one.",
        default=True,
    )
    pair_may_extend: bool = setting(
        "May a pair agree on a later end?", "Both have to agree.", default=True
    )

    @model_validator(mode="after")
    def _runs_forward(self) -> "Timing":
        if self.starts_on and self.ends_on and self.ends_on <= self.starts_on:
            raise unlike(
                "timing.ends_on", self.ends_on, "timing.starts_on", self.starts_on,
                say("let the programme end after it starts"),
            )  # fmt: skip
        if self.shortest_months and (self.length_months or 0) < self.shortest_months:
            raise unlike(
                "timing.shortest_months", self.shortest_months,
                "timing.length_months", self.length_months or "none",
                say("lower the one or raise the other"),
            )  # fmt: skip
        return self


class Pilot(Part):
    """A first run with few places; its lessons go into the copy that follows (R2.23)."""

    is_pilot: bool = setting(
        "Is this a pilot?",
        "A pilot keeps its lessons beside each setting for the programme that follows.",
        default=False,
    )
    places: int | None = whole(
        "How many mentees at most?",
        "Nobody more can agree to take part as a mentee. Leave it empty for no limit.",
        1,
        10_000,
        None,
    )


MODEL_WORDS = {
    "one_to_one": mark("One mentor and one mentee"),
    "group": mark("A group round one mentor"),
    "two_by_two": mark("Two mentors and two mentees"),
    "team": mark("A work team with mentors from outside it"),
    "reciprocal": mark("Two people who mentor each other"),
}


class MentoringModel(Part):
    """A shape of mentoring, with its limits (R2.13, R9.01)."""

    kind: Literal["one_to_one", "group", "two_by_two", "team", "reciprocal"] = choice(
        "Shape", "How many people meet, and in which roles.", MODEL_WORDS, "one_to_one"
    )
    most_mentees: int = whole(
        "Mentees at most", "A group has up to four. One to one has one.", 1, 30, 1
    )
    most_mentors: int = whole("Mentors at most", "A team has one or two.", 1, 2, 1)

    @model_validator(mode="after")
    def _within_its_shape(self) -> "MentoringModel":
        mentees, mentors = {
            "one_to_one": (1, 1),
            "group": (4, 1),
            "two_by_two": (2, 2),
            "team": (30, 2),
            "reciprocal": (1, 1),
        }[self.kind]
        for name, value, most in (
            ("most_mentees", self.most_mentees, mentees),
            ("most_mentors", self.most_mentors, mentors),
        ):
            if value > most:
                raise unlike(
                    name,
                    value,
                    "kind",
                    self.kind,
                    say("this shape allows {most} at most", most=most),
                )
        return self


class Governance(Part):
    """Who the programme answers to."""

    body: Literal["coordinator", "steering_group", "talent_board", "team"] = choice(
        "Who oversees the programme?",
        "A group or board gets its own pages with figures and nothing personal.",
        {
            "coordinator": "The co-ordinator alone",
            "steering_group": "A steering group",
            "talent_board": "A talent board",
            "team": "A team",
        },
        "coordinator",
    )
    body_name: str = prose("Its name", "As people in your organisation call it.", most=200)
    sees_nominations: bool = setting(
        "Does it see the names of those nominated?",
        "Names only, and nothing of their mentoring.",
        default=False,
    )
    quality_award: str = prose(
        "Quality award",
        "The award that the programme collects evidence for. Leave it empty if there is none.",
        most=200,
    )


LAUNCH_WORDS = {
    "coordinator": mark("A co-ordinator is named"),
    "purpose": mark("The purpose is written"),
    "confidentiality": mark("The confidentiality statement is written"),
    "start_and_end": mark("Start and end are set"),
    "agreement": mark("The agreement has clauses"),
    "training": mark("Training for mentors is mandatory"),
    "induction": mark("Induction for mentees is mandatory"),
    "evaluation_plan": mark("The evaluation is planned"),
    "mentor_criteria": mark("It is written who may be a mentor"),
    "mentee_criteria": mark("It is written who may be a mentee"),
    "matching": mark("Matching and rematching are decided"),
    "meetings": mark("The rhythm of meetings is set"),
    "recognition": mark("Recognition is decided"),
    "expenses": mark("Expenses are decided"),
    "contact": mark("Someone is named to ask"),
}
LaunchPoint = Literal[
    "coordinator", "purpose", "confidentiality", "start_and_end", "agreement", "training",
    "induction", "evaluation_plan", "mentor_criteria", "mentee_criteria", "matching", "meetings",
    "recognition", "expenses", "contact",
]  # fmt: skip


class Launch(Part):
    """What has to be there before recruitment opens (R2.06)."""

    points: list[LaunchPoint] = choices(
        "What must be there before recruitment opens?",
        "Recruitment waits for each of these. Someone may override it with a written reason.",
        LAUNCH_WORDS,
        ["coordinator", "purpose", "confidentiality"],
    )


class Coordination(Part):
    """The co-ordinator's role, and whom participants turn to (R2.08)."""

    role_description: str = prose(
        "What does the co-ordinator do?", "The procedure manual and the hand-over hold it."
    )
    minutes_per_participant: int = whole(
        "Minutes a month for each participant",
        "The estimate of the co-ordinator’s workload counts with it.",
        0,
        600,
        20,
    )
    hours_a_month: int | None = whole(
        "Hours a month that co-ordinators have",
        "All of them together. A risk raises itself when the estimate is higher.",
        1,
        2000,
        None,
    )
    contact_name: str = prose(
        "Whom can people ask?", "A name or a team. It stands on guides and public pages.", most=200
    )
    contact_email: str = prose("E-mail for questions", "It stands beside the name.", most=254)
    papers_kept: str = prose(
        "Where are papers kept?", "For whoever takes over from the co-ordinator.", most=1000
    )
    manual_review_on: Day | None = setting(
        "Next review of the procedure manual", "The manual names the day.", None
    )


class Expenses(Part):
    """Whether mentors can claim what mentoring costs them (R2.10)."""

    decided: bool = setting(
        "Have you decided about expenses?",
        "The health check asks. “No expenses” is a decision too.",
        default=False,
    )
    claims: bool = setting(
        "Can mentors claim expenses?",
        "If so, mentors can send claims and co-ordinators decide them.",
        default=False,
    )
    what_is_paid: str = prose("What is paid?", "Mentors read it before they claim.", most=2000)
    pence_per_mile: int | None = whole(
        "Pence for each mile", "Leave it empty if mileage is not paid.", 1, 200, None
    )


class Charge(Part):
    """Whether taking part costs something (R3.12)."""

    free: bool = setting(
        "Is taking part free of charge?", "Public page and guides say so.", default=True
    )
    explanation: str = prose("If not, what does it cost?", "Everyone reads it first.", most=1000)

    @model_validator(mode="after")
    def _a_price_is_said(self) -> "Charge":
        if not self.free and not self.explanation.strip():
            raise unlike(
                "charge.free", "no", "charge.explanation", "empty", say("say what it costs")
            )
        return self
