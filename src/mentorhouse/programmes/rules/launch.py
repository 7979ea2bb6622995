"""What a programme lacks before it recruits, and what an override needs (R2.06)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes.design import Design
from mentorhouse.programmes.design.purpose import LAUNCH_WORDS

SHORTEST_REASON = 10


@dataclass(frozen=True)
class LaunchPoint:
    """One thing that a programme needs before it recruits, and whether it is there."""

    key: str
    words: str
    remedy: str
    done: bool


def _start_and_end(design: Design) -> bool:
    timing = design.timing
    return timing.starts_on is not None and bool(timing.ends_on or timing.length_months)


def _evaluation_plan(design: Design) -> bool:
    plan = design.evaluation
    return bool(plan.purpose.strip() and plan.methods and plan.report_on)


def _matching(design: Design) -> bool:
    matching = design.matching
    at_once = "cohort" in matching.ways
    return bool(matching.ways) and (not at_once or bool(matching.hard_rules or matching.criteria))


def _contact(design: Design) -> bool:
    named = design.coordination
    return bool(named.contact_name.strip() and named.contact_email.strip())


# What each point looks at, and how to mend it. A co-ordinator is no part of the design.
POINTS: Mapping[str, tuple[str, Callable[[Design], bool]]] = {
    "purpose": (
        mark("Say in a few sentences what the programme is for."),
        lambda design: bool(design.purpose.strip()),
    ),
    "confidentiality": (
        mark("Say what stays between mentor and mentee, and what does not."),
        lambda design: bool(design.confidentiality.statement.strip()),
    ),
    "start_and_end": (
        mark(
            "Name the first day of the programme, and its last day or the length of a partnership."
        ),
        _start_and_end,
    ),
    "agreement": (
        mark("Write at least one clause of the agreement."),
        lambda design: design.agreement.in_use,
    ),
    "training": (
        mark("Make the training for mentors mandatory."),
        lambda design: design.training.mentors == "mandatory",
    ),
    "induction": (
        mark("Make the induction for mentees mandatory."),
        lambda design: design.training.mentees == "mandatory",
    ),
    "evaluation_plan": (
        mark("Plan the evaluation: what you want to find out, how, and when the report is due."),
        _evaluation_plan,
    ),
    "mentor_criteria": (
        mark("Say who may be a mentor."),
        lambda design: bool(design.mentors.who.strip() or design.mentors.requirements),
    ),
    "mentee_criteria": (
        mark("Say who may be a mentee."),
        lambda design: bool(design.mentees.who.strip() or design.mentees.requirements),
    ),
    "matching": (mark("Decide how people are matched, and by which rules."), _matching),
    "meetings": (
        mark("Say how often pairs meet."),
        lambda design: design.meetings.days_between > 0,
    ),
    "recognition": (
        mark("Say how mentors and mentees are recognised."),
        lambda design: bool(design.recognition.words.strip()),
    ),
    "expenses": (
        mark("Decide whether expenses are paid. “No” is a decision too."),
        lambda design: design.expenses.decided,
    ),
    "contact": (mark("Name whom people can ask, with an e-mail address."), _contact),
}


def launch_point(key: str, design: Design, *, coordinators: int) -> LaunchPoint:
    """Return one point with its state, whether the programme makes it mandatory or not."""
    if key == "coordinator":
        return LaunchPoint(key, LAUNCH_WORDS[key], say("Name a co-ordinator."), coordinators > 0)
    remedy, judge = POINTS[key]
    return LaunchPoint(key, LAUNCH_WORDS[key], remedy, judge(design))


def launch_points(design: Design, *, coordinators: int) -> tuple[LaunchPoint, ...]:
    """Return the points that this programme makes recruitment wait for, each with its state."""
    wanted = design.launch.points
    return tuple(
        launch_point(key, design, coordinators=coordinators)
        for key in LAUNCH_WORDS
        if key in wanted
    )


def may_recruit(points: tuple[LaunchPoint, ...]) -> bool:
    """Whether nothing is missing any more."""
    return all(point.done for point in points)


def reason_problem(reason: str) -> str:
    """Say why a reason for opening with open points does not do; "" where it does."""
    if len("".join(reason.split())) >= SHORTEST_REASON:
        return ""
    return say(
        "Write in a sentence why recruitment opens although something is missing. "
        "{shortest_reason} letters are the least.",
        shortest_reason=SHORTEST_REASON,
    )


def point_words(keys: list[str]) -> list[str]:
    """Name the points that were open when somebody opened recruitment all the same."""
    return [LAUNCH_WORDS.get(key, key) for key in keys]
