"""How people find one another: ways, rules never broken, criteria, shortlists, first talks."""

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes.design.parts import (
    Day,
    Key,
    Part,
    Points,
    choice,
    choices,
    prose,
    setting,
    unlike,
    whole,
)
from mentorhouse.programmes.design.people import FIELD_WORDS


class PersonField(StrEnum):
    """What a rule or a criterion may look at."""

    ORGANISATION = "organisation"
    PROFESSION = "profession"
    GRADE = "grade"
    LOCATION = "location"
    JOB_TITLE = "job_title"
    WORK_ROLE = "work_role"
    TEAM = "team"


LOOKED_AT = FIELD_WORDS | {"work_role": mark("Role"), "team": mark("Team")}
TextField = Annotated[PersonField, Field(strict=False)]


def _field(why: str) -> Any:
    return setting(say("What is looked at?"), why, json_schema_extra={"words": LOOKED_AT})


def _ladder() -> Any:
    return setting(
        say("Ladder"), say("The order of grades that says how far apart two people stand.")
    )


def _weight() -> Any:
    return setting(
        say("Points"),
        say("How much it counts. The points of all criteria together make a full score."),
    )


class Different(Part):
    """Mentor and mentee must differ in a field."""

    rule: Literal["different"]
    field: TextField = _field(mark("Two people who have the same here are never a pair."))


class GapAtLeast(Part):
    """The mentor stands at least so many steps above the mentee on a ladder."""

    rule: Literal["gap_at_least"]
    field: TextField = _field(mark("What stands on the ladder, in most cases the grade."))
    ladder: Key = _ladder()
    least: Annotated[int, Field(ge=0, le=20)] = setting(
        "Steps above, at least", "1 means one grade or more. 0 lets equals be a pair."
    )


class WayInCommon(Part):
    """Mentor and mentee have a way of meeting in common that works for both (R5.04)."""

    rule: Literal["way_in_common"]


HardRule = Annotated[Different | GapAtLeast | WayInCommon, Field(discriminator="rule")]


class ScoreAtLeast(Part):
    """A pair's score is at least so high."""

    rule: Literal["score_at_least"]
    least: Annotated[int, Field(ge=1, le=100)] = setting(
        "Score, at least", "A pair below it is marked, so that somebody looks at it."
    )


SoftRule = Annotated[Different | GapAtLeast | ScoreAtLeast, Field(discriminator="rule")]


class Same(Part):
    """Full points where both say the same."""

    criterion: Literal["same"]
    field: TextField = _field(mark("Two people who have the same here get the points."))
    weight: Points = _weight()


class GapCloseTo(Part):
    """Full points at the best gap on a ladder, falling evenly to none."""

    criterion: Literal["gap_close_to"]
    field: TextField = _field(mark("What stands on the ladder, in most cases the grade."))
    ladder: Key = _ladder()
    best: Annotated[int, Field(ge=0, le=20)] = setting(
        "Best distance, in steps", "Pairs this far apart get all points."
    )
    zero_at: Annotated[int, Field(ge=1, le=40)] = setting(
        "No points from this distance on", "Between the best distance and this, points fall evenly."
    )
    weight: Points = _weight()

    @model_validator(mode="after")
    def _falls_outwards(self) -> "GapCloseTo":
        if self.zero_at <= self.best:
            raise unlike(
                "zero_at", self.zero_at, "best", self.best,
                say("let the points end further away than the best distance"),
            )  # fmt: skip
        return self


SHARED_WORDS = {
    "skills": mark("What the mentee wants to develop and the mentor offers"),
    "interests": mark("Interests of both"),
    "languages": mark("Languages of both"),
}


class Shares(Part):
    """Points for what both have: skills wanted and offered, interests, languages (R1.05)."""

    criterion: Literal["shares"]
    what: Literal["skills", "interests", "languages"] = choice(
        "What is looked at?",
        "Words and their synonyms in the vocabulary count as the same.",
        SHARED_WORDS,
        "skills",
    )
    weight: Points = _weight()


class PartnerWishes(Part):
    """Private: what people wish of a partner is met (R1.07)."""

    criterion: Literal["partner_wishes"]
    weight: Points = setting(
        "Points",
        "It helps to choose between good pairs and is never shown in a score or a reason. Only "
        "people who consented are looked at.",
    )


class SharedIdentity(Part):
    """Private: the identity that a mentee asked to share with a partner is shared (R1.07)."""

    criterion: Literal["shared_identity"]
    weight: Points = setting(
        "Points",
        "It helps to choose between good pairs and is never shown in a score or a reason. Only "
        "people who consented are looked at.",
    )


Criterion = Annotated[Same | GapCloseTo | Shares, Field(discriminator="criterion")]
Private = Annotated[SharedIdentity | PartnerWishes, Field(discriminator="criterion")]

WAY_WORDS = {
    "self_service": mark("Mentees search the register and invite mentors"),
    "shortlist": mark("The co-ordinator offers each mentee a few mentors"),
    "cohort": mark("The co-ordinator matches everyone at once"),
}


class Shortlist(Part):
    """The mentors that a mentee is offered (R5.05, R5.06)."""

    size: int = whole("Mentors on a shortlist", "Two or three.", 2, 3, 3)
    most_per_mentor: int = whole(
        "Shortlists that one mentor may be on", "So that nobody is asked too often.", 1, 20, 3
    )
    answer_days: int = whole(
        "Days to choose from a shortlist", "Then it ends, with a reminder half way.", 1, 90, 21
    )
    call_minutes: int | None = whole(
        "Minutes of a first call", "Leave it empty if there are no first calls.", 5, 60, None
    )


class Chemistry(Part):
    """First meetings before a mentee chooses (R5.07, R5.08)."""

    used: bool = setting(
        "Are there chemistry meetings?", "A first meeting to see whether it fits.", default=False
    )
    most_open: int = whole(
        "Mentors that may be invited at a time",
        "Met but undecided ones count.",
        1,
        10,
        3,
    )
    answer_days: int = whole("Days to answer an invitation", "Then it expires.", 1, 60, 14)
    remind_after_days: int = whole("Remind after days", "Once.", 1, 60, 7)


class Matching(Part):
    """How people are matched: rules never broken, criteria that all may see, private ones."""

    ways: list[Literal["self_service", "shortlist", "cohort"]] = choices(
        "How are people matched?",
        "A way that is off has no page and no link.",
        WAY_WORDS,
        ["cohort"],
    )
    across: str = prose(
        "Whom do you bring together, in words?",
        "For example people of different professions. Guides and the public page say it.",
        most=600,
    )
    introduction: bool = setting(
        "Do mentees write to one mentor first?",
        "They say what they hope for, meet to see whether it fits, and both confirm.",
        default=False,
    )
    hard_rules: list[HardRule] = setting("Rules never broken", "No pair ever breaks one.", [])
    soft_rules: list[SoftRule] = setting(
        "Rules with exceptions",
        "Pairs that break one are marked. Putting such a pair together by hand needs a reason.",
        [],
    )
    criteria: list[Criterion] = setting("What gives points", "Everyone may see them.", [])
    private: list[Private] = setting("Private wishes", "Used, and shown to nobody.", [])
    shortlist: Shortlist = setting("Shortlists", "For the co-ordinator’s offers.", Shortlist())
    chemistry: Chemistry = setting("Chemistry meetings", "Before a mentee decides.", Chemistry())
    give_up_percent: int | None = whole(
        "Per cent of all points that may be given up for the pair that fits least",
        "So that nobody is left with a poor fit for the sake of others. Leave it empty if only "
        "the total counts.",
        0,
        20,
        1,
    )
    next_run: Day | None = setting(
        "When do you next look for matches?",
        "Those who wait are told. Leave it empty if it is not decided.",
        None,
    )
    rematch: Literal["coordinator", "pair", "none"] = choice(
        "Who decides on a rematch?",
        "Either of a pair may ask, without a reason and without blame.",
        {
            "coordinator": "The co-ordinator",
            "pair": "The person who asks",
            "none": "There is no rematch",
        },
        "coordinator",
    )
    biographies: Literal["everyone", "as_matched"] = choice(
        "Who reads mentors’ biographies?",
        "Mentees only ever see what mentors have published.",
        {"everyone": "Every participant", "as_matched": "Only those whom the matching leads there"},
        "as_matched",
    )

    @property
    def at_once(self) -> bool:
        """Whether the co-ordinator matches everyone at once, in runs."""
        return "cohort" in self.ways

    @property
    def offers_shortlists(self) -> bool:
        """Whether the co-ordinator offers each mentee a few mentors."""
        return "shortlist" in self.ways
