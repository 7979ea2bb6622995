"""How people prepare and are supported, how mentoring counts, and how long records live."""

from typing import Literal

from pydantic import model_validator

from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes.design.parts import (
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

TEACHING_WORDS = {
    "off": mark("None"),
    "offered": mark("Offered"),
    "recommended": mark("Recommended"),
    "mandatory": mark("Mandatory before matching"),
}
Teaching = Literal["off", "offered", "recommended", "mandatory"]
# The modules that ship with the product, by topic of spec 6; the training room holds their texts.
MODULE_WORDS = {
    "mentor-purpose": mark("Mentors: Why we are here"),
    "mentor-role": mark("Mentors: How wide your role is"),
    "mentor-hopes": mark("Mentors: Hopes and fears"),
    "mentor-boundaries": mark("Mentors: Boundaries and expectations"),
    "mentor-etiquette": mark("Mentors: Etiquette, confidentiality and policies"),
    "mentor-coordinator": mark("Mentors: What the co-ordinator does for you"),
    "mentor-meetings": mark("Mentors: Meetings, and how a relationship grows"),
    "mentor-skills": mark("Mentors: Listening, asking, feedback and challenge"),
    "mentor-evaluation": mark("Mentors: Your part in monitoring and evaluation"),
    "mentee-purpose": mark("Mentees: What mentoring is for"),
    "mentee-models": mark("Mentees: Words, shapes and roles"),
    "mentee-expectations": mark("Mentees: What to expect, and what is expected of you"),
    "mentee-professionalism": mark("Mentees: Being professional"),
    "mentee-etiquette": mark("Mentees: Respect, time and confidentiality"),
    "mentee-goals": mark("Mentees: Goals, and a plan to reach them"),
    "mentee-records": mark("Mentees: What is written down, and who reads it"),
    "mentee-meeting": mark("Mentees: How, when and where to meet"),
}


class Training(Part):
    """How mentors and mentees prepare (R4.04 to R4.06)."""

    mentors: Teaching = choice(
        "Training for mentors", "The match run waits for what is mandatory.", TEACHING_WORDS,
        "offered",
    )  # fmt: skip
    mentees: Teaching = choice(
        "Induction for mentees", "The match run waits for what is mandatory.", TEACHING_WORDS,
        "offered",
    )  # fmt: skip
    form: str = prose(
        "What does it look like?", "For example briefings by video, a course, a module.", most=600
    )
    refreshers: bool = setting(
        "Are there refresher sessions?", "For those who have been trained.", default=False
    )
    mentor_topics: list[Line] = lines("Topics for mentors", "One on each line.")
    mentee_topics: list[Line] = lines("Topics for mentees", "One on each line.")
    left_out: list[
        Literal[
            "mentor-purpose", "mentor-role", "mentor-hopes", "mentor-boundaries",
            "mentor-etiquette", "mentor-coordinator", "mentor-meetings", "mentor-skills",
            "mentor-evaluation", "mentee-purpose", "mentee-models", "mentee-expectations",
            "mentee-professionalism", "mentee-etiquette", "mentee-goals", "mentee-records",
            "mentee-meeting",
        ]
    ] = choices(
        "Which modules do you leave out?",
        "For topics that you teach in another way. Everybody else is complete without them.",
        MODULE_WORDS,
        [],
    )  # fmt: skip


class Supervision(Part):
    """Supervision of mentors (R4.07)."""

    kind: Literal["off", "offered", "required"] = choice(
        "Supervision of mentors",
        "Who is late is reminded first.",
        {"off": "None", "offered": "Offered", "required": "Required"},
        "offered",
    )
    every_days: int | None = whole("Every so many days", "Where it is regular.", 7, 366, None)
    pause_after_days: int | None = whole(
        "Pause new matches when it is late by so many days",
        "Leave it empty if new matches go on.",
        1,
        366,
        None,
    )
    form: str = prose("What does it look like?", "One to one, or in a group.", most=600)

    @model_validator(mode="after")
    def _required_is_regular(self) -> "Supervision":
        if self.kind == "required" and self.every_days is None:
            raise unlike("kind", "required", "every_days", "empty", say("say how often it is due"))
        if self.kind == "off" and self.pause_after_days is not None:
            raise unlike(
                "kind", "off", "pause_after_days", self.pause_after_days,
                say("leave the days empty where there is no supervision"),
            )  # fmt: skip
        return self


class Register(Part):
    """How long a mentor’s place on the register lasts (R4.01, R4.15)."""

    review_months: int | None = whole(
        "Look at each entry again after so many months",
        "The date stands on the entry and in the list. Leave it empty if entries are not reviewed.",
        1,
        60,
        None,
    )
    renewal_months: int | None = whole(
        "A place on the register ends after so many months unless it is renewed",
        "The mentor is told six weeks before. Leave it empty if places have no end.",
        1,
        120,
        None,
    )

    @model_validator(mode="after")
    def _review_comes_first(self) -> "Register":
        review, renewal = self.review_months, self.renewal_months
        if review and renewal and review > renewal:
            raise unlike(
                "review_months", review, "renewal_months", renewal,
                say("let the review come before the renewal"),
            )  # fmt: skip
        return self


class Recognition(Part):
    """How mentoring counts for those who give it and take it (R8.08, R4.15)."""

    points_an_hour: int = whole("CPD points an hour", "0 if it does not count.", 0, 10, 1)
    mentor_hours_a_year: int | None = whole(
        "Hours of own development that a mentor records each year",
        "A condition for staying on the register. Leave it empty if there is none.",
        1,
        200,
        None,
    )
    words: str = prose(
        "How do you recognise mentors and mentees?", "For example certificates or a letter.",
        most=2000,
    )  # fmt: skip


class Spaces(Part):
    """Where people help one another beyond their pair (R14.07, R4.11, R14.10)."""

    phone_a_friend: bool = setting(
        "May people ask another mentor for a confidential word?", "Offered on their pages.",
        default=False,
    )  # fmt: skip
    mentors_space: bool = setting(
        "Do mentors have a space of their own?", "For questions, without naming mentees.",
        default=False,
    )  # fmt: skip
    mentees_space: bool = setting(
        "May mentees ask questions that mentors answer?", "A moderated space.", default=False
    )
    suggestion_box: bool = setting(
        "Is there a suggestion box?", "Open to all, without a name if they wish.", default=True
    )


class Records(Part):
    """How long content is kept after a partnership ends (R15.03)."""

    keep: Literal["months", "until_evaluated"] = choice(
        "How long is content kept after the end?",
        "Then its keys are destroyed, also for backups.",
        {"months": "For some months", "until_evaluated": "Until the evaluation is finished"},
        "months",
    )
    months: int = whole("Months", "Counted from the end of the partnership.", 0, 120, 12)
    then_anonymous: bool = setting(
        "Are the facts kept without names?", "For figures over the years.", default=True
    )
