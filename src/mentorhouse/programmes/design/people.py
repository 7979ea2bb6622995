"""Who may be mentor or mentee, how they come in, and who decides (R2.14, R3, R4.02)."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes.design.parts import (
    Key,
    Line,
    Part,
    choice,
    choices,
    lines,
    prose,
    setting,
    unlike,
    whole,
    words_of,
)
from mentorhouse.programmes.design.questions import Commitment, Question

FIELD_WORDS = {
    "organisation": mark("Organisation"),
    "profession": mark("Profession"),
    "grade": mark("Grade"),
    "location": mark("Location"),
    "job_title": mark("Job title"),
}
Field_ = Literal["organisation", "profession", "grade", "location", "job_title"]


class Requirement(Part):
    """What every criterion for taking part has: must or should, and words for who lacks it."""

    key: Key = setting("Key", "A short name that never changes.")
    title: Line = setting("Criterion", "As people read it before they apply.")
    must: bool = setting(
        "Is it a must?",
        "Who lacks a must is told so kindly and is not taken on, unless the co-ordinator overrides "
        "it with a reason. A should is weighed.",
        default=True,
    )
    message: str = prose(
        "What do we say to someone who does not meet it?", "Kind, and with a next step.", most=600
    )


class GradeAtLeast(Requirement):
    """The person stands on this rung of a ladder or above."""

    rule: Literal["grade_at_least"] = "grade_at_least"
    ladder: Key = setting("Ladder", "One of the programme’s ladders.")
    grade: Line = setting("Grade at least", "A rung of that ladder.")


class OneOf(Requirement):
    """A field of the profile holds one of these values."""

    rule: Literal["one_of"] = "one_of"
    field: Field_ = choice("Field", "What is looked at.", FIELD_WORDS, "profession")
    values: list[Line] = lines("Values", "One on each line.")


class Completed(Requirement):
    """The person has completed a training, an induction or an accredited programme."""

    rule: Literal["completed"] = "completed"
    what: Literal["mentor_training", "mentee_induction", "accredited_programme"] = choice(
        "What", "What has to be completed.",
        {
            "mentor_training": "The training for mentors",
            "mentee_induction": "The induction for mentees",
            "accredited_programme": "An accredited programme",
        },
        "mentor_training",
    )  # fmt: skip


class Agrees(Requirement):
    """The person says yes to this when they apply."""

    rule: Literal["agrees"] = "agrees"


class Judged(Requirement):
    """A person judges it: from the application, a talk or evidence."""

    rule: Literal["judged"] = "judged"


AnyRequirement = Annotated[
    GradeAtLeast | OneOf | Completed | Agrees | Judged, Field(discriminator="rule")
]

ADMISSION_WORDS = {
    "qualification": mark("A formal qualification in mentoring"),
    "training": mark("Training as a mentor"),
    "experience": mark("Experience as a mentor"),
    "in_house": mark("The programme’s own development for mentors"),
    "accredited": mark("An accredited mentor programme"),
    "approval": mark("The decision of whoever approves"),
}
APPROVAL_WORDS = {
    "coordinator": mark("The co-ordinator"),
    "coordinator_for_board": mark("The co-ordinator, on behalf of the board"),
    "register": mark("The rule for the register of mentors"),
    "none": mark("Nobody: who is willing takes part"),
}


class Mentors(Part):
    """Who may be a mentor."""

    who: str = prose("Who may be a mentor?", "In words. It stands on the public page.", most=1000)
    largest_capacity: int = whole(
        "Mentees at the same time",
        "The most that one mentor may have. Mentors who have more already keep them.",
        1,
        50,
        1,
    )
    own_limit: bool = setting(
        "May a mentor choose a lower number?", "Most people know best what they can give.",
        default=True,
    )  # fmt: skip
    admission: list[
        Literal["qualification", "training", "experience", "in_house", "accredited", "approval"]
    ] = choices(
        "What puts a mentor on the register?",
        "Any one of these is enough.",
        ADMISSION_WORDS,
        ["approval"],
    )
    requirements: list[AnyRequirement] = setting(
        "Criteria for mentors", "Each is a must or a should.", []
    )
    approval: Literal["coordinator", "coordinator_for_board", "register", "none"] = choice(
        "Who approves mentors?", "The guide and the policy name them.", APPROVAL_WORDS,
        "coordinator",
    )  # fmt: skip
    decided_by: str = prose(
        "Who takes the final decision?", "A name or a role. It is named to everyone.", most=200
    )
    manager_agrees: bool = setting(
        "Does the mentor’s own manager agree time and training?", "Asked when they apply.",
        default=False,
    )  # fmt: skip
    role_description: str = prose("What does a mentor do?", "The guide for mentors holds it.")
    specification: list[Line] = lines("What makes a good mentor?", "One on each line.")
    responsibilities: list[Line] = lines("What mentors take on", "One on each line.")
    check_done_by: Literal["off", "where_needed", "required"] = choice(
        "Background checks",
        "Only the date and yes or no are kept. Matching waits for a check that is required.",
        {
            "off": "None",
            "where_needed": "Where the group served requires them",
            "required": "For every mentor",
        },
        "off",
    )


class Endorsement(Part):
    """The support of line manager or sponsor (R3.04, R3.14, R3.17)."""

    kind: Literal["off", "optional", "declared", "takes_part", "required"] = choice(
        "Does a manager or sponsor support the applicant?",
        "Managers never learn what a pair talks about.",
        {
            "off": "No",
            "optional": "They may",
            "declared": "The applicant confirms that the manager agrees",
            "takes_part": "The manager takes part in the decision",
            "required": "It has to be there before the application is sent",
        },
        "optional",
    )
    asked: list[Literal["line_manager", "sponsor"]] = choices(
        "Who is asked?",
        "Each gets a private link and needs no account.",
        {"line_manager": "The line manager", "sponsor": "A sponsor"},
        ["line_manager"],
    )
    link_days: int = whole("Days that the link works", "Then it can be sent again.", 1, 90, 21)
    remind_after_days: int = whole("Remind after days", "Once, if nothing came.", 1, 60, 7)
    silence_is_consent: bool = setting(
        "Does silence count as a yes?", "We advise against it.", default=False
    )
    plan_entry: bool = setting(
        "Does the applicant confirm an entry in the development plan?", "Asked on the form.",
        default=False,
    )  # fmt: skip

    @model_validator(mode="after")
    def _fits(self) -> "Endorsement":
        if self.kind == "required" and not self.asked:
            raise unlike("kind", self.kind, "asked", "nobody", say("choose who is asked"))
        if self.kind != "off" and self.remind_after_days >= self.link_days:
            raise unlike(
                "remind_after_days", self.remind_after_days, "link_days", self.link_days,
                say("remind before the link ends"),
            )  # fmt: skip
        return self


class Mentees(Part):
    """Who may be a mentee, and how they come in."""

    who: str = prose("Who may be a mentee?", "In words. It stands on the public page.", most=1000)
    entry: Literal["application", "nomination", "identified", "membership"] = choice(
        "How do mentees come in?",
        "The way in decides which pages people see first.",
        {
            "application": "They apply",
            "nomination": "They are nominated and state their own wish",
            "identified": "A sponsor identifies them, and they apply",
            "membership": "They belong to a scheme",
        },
        "application",
    )
    requirements: list[AnyRequirement] = setting(
        "Criteria for mentees", "Each is a must or a should.", []
    )
    endorsement: Endorsement = setting(
        "Support by manager or sponsor", "How it is asked for.", Endorsement()
    )
    approval: Literal["coordinator", "coordinator_for_board", "register", "none"] = choice(
        "Who approves mentees?", "The guide and the policy name them.", APPROVAL_WORDS,
        "coordinator",
    )  # fmt: skip
    decided_by: str = prose(
        "Who takes the final decision?", "A name or a role. It is named to everyone.", most=200
    )
    role_description: str = prose("What does a mentee do?", "The guide for mentees holds it.")
    responsibilities: list[Line] = lines("What mentees take on", "One on each line.")


class FormQuestion(Question):
    """A question of an application form."""

    shared: bool = setting(
        "May the partner read the answer?",
        "Only if the applicant agrees, and only once both have accepted their match.",
        default=False,
    )


class Application(Part):
    """What the forms ask beyond the profile (R3.02, R3.03, R3.18)."""

    readiness_guide: bool = setting(
        "Show “mentoring, coaching or counselling?” before applying?",
        "A few questions that help people choose. The answer never blocks.",
        default=True,
    )
    ranks_models: bool = setting(
        "Do applicants rank the shapes of mentoring?", "Only where there are several.",
        default=False,
    )  # fmt: skip
    mentee_questions: list[FormQuestion] = setting("Questions to mentees", "In this order.", [])
    mentor_questions: list[FormQuestion] = setting("Questions to mentors", "In this order.", [])
    commitments: list[Commitment] = setting("Promises", "Accepted one by one.", [])


def approval_words(value: str) -> str:
    """Return who approves, as people read it."""
    return words_of(Mentees, "approval")[value]
