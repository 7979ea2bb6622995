"""Whether a person meets what a programme asks of mentors or mentees, with reasons (R2.14).

Only what is known is judged. What the profile leaves open, what is not completed yet, or what a
person has to judge, stays open and stops nobody from saying yes.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from mentorhouse.languages.saying import say
from mentorhouse.programmes.design import Design
from mentorhouse.programmes.design.people import Agrees, Completed, GradeAtLeast, OneOf, Requirement

SHORTEST = 10


@dataclass(frozen=True)
class Profile:
    """What a profile says, as far as criteria look at it."""

    organisation: str = ""
    profession: str = ""
    grade: str = ""
    location: str = ""
    job_title: str = ""
    completed: frozenset[str] = frozenset()
    # Keys of the criteria that the person said yes to, where they have been asked.
    agreed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Judgement:
    """One criterion, and whether the person meets it; None where the profile does not say."""

    title: str
    must: bool
    met: bool | None
    words: str

    @property
    def stops(self) -> bool:
        """Whether the person cannot take part because of it, unless somebody overrides it."""
        return self.must and self.met is False

    @property
    def state(self) -> str:
        """How it stands, for a co-ordinator."""
        if self.met is None:
            return say("For you to judge")
        return say("Met") if self.met else say("Not met")


def judged(design: Design, role: str, profile: Profile) -> tuple[Judgement, ...]:
    """Judge a profile by the criteria for a role."""
    asked = design.mentors.requirements if role == "mentor" else design.mentees.requirements
    return tuple(
        Judgement(
            rule.title,
            rule.must,
            _met(rule, profile, design),
            rule.message.strip() or say("The programme asks for this: {title}.", title=rule.title),
        )
        for rule in asked
    )


def _met(rule: Requirement, profile: Profile, design: Design) -> bool | None:
    if isinstance(rule, GradeAtLeast):
        rungs = [rung.casefold() for rung in design.ladders.get(rule.ladder, [])]
        mine = profile.grade.strip().casefold()
        if mine not in rungs:
            return None  # no grade, or one of another ladder
        return rungs.index(mine) >= rungs.index(rule.grade.casefold())
    if isinstance(rule, OneOf):
        said = str(getattr(profile, rule.field)).strip().casefold()
        return said in {value.strip().casefold() for value in rule.values} if said else None
    if isinstance(rule, Completed):
        return True if rule.what in profile.completed else None
    if isinstance(rule, Agrees):
        return True if rule.key in profile.agreed else None
    return None


def has_form(design: Design, role: str) -> bool:
    """Whether the programme asks people in a role something before they take part (R3.03)."""
    asked = design.application
    questions = asked.mentor_questions if role == "mentor" else asked.mentee_questions
    criteria = design.mentors.requirements if role == "mentor" else design.mentees.requirements
    promises = (promise for promise in asked.commitments if role in promise.roles)
    return bool(questions) or any(promises) or any(isinstance(one, Agrees) for one in criteria)


def what_stops(judgements: Iterable[Judgement]) -> list[str]:
    """Return, in kind words, why somebody cannot take part as things are."""
    return [one.words for one in judgements if one.stops]


def waiver_problem(reason: str) -> str:
    """Say why a reason for overriding a must does not do; "" where it does."""
    if len("".join(reason.split())) >= SHORTEST:
        return ""
    return say(
        "Write in a sentence why this person may take part all the same. {shortest} "
        "letters are the least.",
        shortest=SHORTEST,
    )
