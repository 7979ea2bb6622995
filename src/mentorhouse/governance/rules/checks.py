"""The design's health check of twenty-seven points and the eleven principles (R2.05, R2.26).

A point that data shows is answered by itself, with the reason. What data does not show, a
co-ordinator answers. Plain values in, judgements out.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes.design import Design
from mentorhouse.programmes.rules import launch_point


@dataclass(frozen=True)
class Known:
    """What the house knows of a programme beside its design, as plain numbers."""

    coordinators: int = 0
    champion: bool = False
    board_members: int = 0
    board_meetings: int = 0
    stakeholders: int = 0
    messages: int = 0
    milestones: int = 0
    budget_lines: int = 0
    budget_covered: bool = False
    policies: int = 0
    lessons: int = 0
    # Who takes part in each role, and who of them has completed the course that is theirs.
    mentors: int = 0
    mentors_trained: int = 0
    mentees: int = 0
    mentees_inducted: int = 0


Sees = Callable[[Design, Known], str]


@dataclass(frozen=True)
class Point:
    """One point. `sees` returns the reason for which data answers it with yes, or nothing."""

    key: str
    title: str
    ask: str
    sees: Sees | None = None
    page: str = ""
    topic: str = ""


@dataclass(frozen=True)
class Note:
    """What somebody said about a point."""

    answer: str = ""
    evidence: str = ""
    note: str = ""


@dataclass(frozen=True)
class Judged:
    """A point, how it stands, and why."""

    point: Point
    state: str
    reason: str
    note: Note
    by_data: bool = False


def judge(point: Point, design: Design, known: Known, note: Note) -> Judged:
    """Judge one point: data first, then what somebody said; otherwise it is open."""
    seen = point.sees(design, known) if point.sees else ""
    if seen and note.answer != "not_needed":
        return Judged(point, "yes", seen, note, by_data=True)
    if note.answer:
        return Judged(point, note.answer, note.evidence, note)
    return Judged(point, "open", "", note)


def count_of(judged: tuple[Judged, ...]) -> dict[str, int]:
    """Count the points by state: yes (or not needed), partly, no, open."""
    found = dict.fromkeys(("yes", "partly", "no", "open"), 0)
    for one in judged:
        found["yes" if one.state == "not_needed" else one.state] += 1
    return found


def _matching_decided(design: Design, known: Known) -> bool:
    decided = launch_point("matching", design, coordinators=known.coordinators).done
    return decided and design.matching.rematch != "none"


def _launch(key: str, words: str) -> Sees:
    def sees(design: Design, known: Known) -> str:
        return say(words) if launch_point(key, design, coordinators=known.coordinators).done else ""

    return sees


def _taught(key: str, words: str) -> Sees:
    """See that it is mandatory, or that everybody has completed it; either way, say how many."""

    def sees(design: Design, known: Known) -> str:
        of, done = (
            (known.mentors, known.mentors_trained)
            if key == "training"
            else (known.mentees, known.mentees_inducted)
        )
        told = say("{done} of {of} have completed it.", done=done, of=of) if of else ""
        if launch_point(key, design, coordinators=known.coordinators).done:
            return f"{say(words)} {told}".strip()
        return told if of and done == of else ""

    return sees


def _when(words: str, test: Callable[[Design, Known], object]) -> Sees:
    return lambda design, known: say(words) if test(design, known) else ""


def _set(words: str, test: Callable[[Design], object]) -> Sees:
    return lambda design, _known: say(words) if test(design) else ""


def _there(words: str, test: Callable[[Known], object]) -> Sees:
    return lambda _design, known: say(words) if test(known) else ""


def _by_construction(words: str) -> Sees:
    return lambda _design, _known: say(words)


HEALTH: tuple[Point, ...] = (
    Point("senior_leadership", mark("Senior leadership"),
          mark("Do senior leaders stand behind the programme, and say so?"),
          _there(mark("A senior champion is named."), lambda k: k.champion),
          "governance:obstacles"),
    Point("protocols_and_time", mark("Protocols and time"),
          mark("Is it agreed with managers that people get the time?"), None, "governance:needs"),
    Point("purpose", mark("Purpose"), mark("Is it written what the programme is for?"),
          _launch("purpose", mark("The purpose is written.")), topic="purpose"),
    Point("stakeholders", mark("Stakeholders"), mark("Do you know who has an "
    "interest, and what in?"),
          _there(mark("Stakeholders are listed."), lambda k: k.stakeholders),
          "governance:stakeholders"),
    Point("steering_group", mark("Steering group"), mark("Does a group steer the programme?"),
          _there(mark("A group has members."), lambda k: k.board_members), "governance:board"),
    Point("coordinator", mark("Co-ordinator"), mark("Is a co-ordinator named?"),
          _launch("coordinator", mark("A co-ordinator is named.")), "programmes:coordinators"),
    Point("administration", mark("Administration"),
          mark("Is it clear how the work is done, and where papers are?"),
          _set(mark("It is written where papers are kept."), lambda d: d.coordination.papers_kept),
          topic="co-ordination"),
    Point("fit_and_flexible", mark("Fit and flexible"),
          mark("Does the programme fit your organisation, and can it change as you learn?"),
          _there(mark("Lessons are written down beside the settings."), lambda k: k.lessons),
          "programmes:lessons"),
    Point("communication", mark("Communication"), mark("Is it planned who hears what, and when?"),
          _there(mark("There is a communication plan."), lambda k: k.messages),
          "governance:messages"),
    Point("goals_and_outcomes", mark("Goals and outcomes"), mark("Are goals and outcomes written?"),
          _set(mark("Goals and outcomes are written."), lambda d: d.aims.goals and d.aims.outcomes),
          topic="purpose"),
    Point("marketing", mark("Marketing"), mark("Will the right people hear of it?"),
          _set(mark("The public page says how to apply."), lambda d: d.public.how_to_apply),
          topic="public"),
    Point("models", mark("Models"), mark("Is it decided which shapes of mentoring there are?"),
          _set(mark("The shapes are chosen."), lambda d: d.models), topic="shapes"),
    Point("mentor_role", mark("The mentor’s role"), mark("Is it written what mentors do?"),
          _set(mark("The role is written."), lambda d: d.mentors.role_description),
          topic="mentors"),
    Point("mentee_role", mark("The mentee’s role"), mark("Is it written what mentees do?"),
          _set(mark("The role is written."), lambda d: d.mentees.role_description),
          topic="mentees"),
    Point("criteria", mark("Criteria"), mark("Is it written who can be mentor and mentee?"),
          _set(mark("There are criteria for both."),
                lambda d: d.mentors.requirements and d.mentees.requirements),
          topic="mentors"),
    Point("mentor_training", mark("Training of mentors"), mark("Is it mandatory?"),
          _taught("training", mark("Training is mandatory before matching.")), topic="training"),
    Point("mentee_induction", mark("Induction of mentees"), mark("Is it mandatory?"),
          _taught("induction", mark("Induction is mandatory before matching.")), topic="training"),
    Point("resources", mark("Resources"), mark("Are money and people there?"),
          _there(mark("There is a budget, and agreed funding covers it."),
                lambda k: k.budget_lines and k.budget_covered), "finance:budget"),
    Point("matching", mark("Matching and rematching"), mark("Is it decided how, "
    "and what if it fails?"),
          _when(mark("Matching and rematching are decided."),
                _matching_decided),
          topic="matching"),
    Point("meetings", mark("Regular meetings"), mark("Is a rhythm set?"),
          _launch("meetings", mark("The rhythm of meetings is set.")), topic="meetings"),
    Point("start_and_end", mark("Start and end"), mark("Does everyone know when "
    "it starts and ends?"),
          _launch("start_and_end", mark("Start and end are set.")), topic="dates"),
    Point("documentation", mark("Documentation"), mark("Are agreement, log and policies there?"),
          _when(mark("An agreement is set, and policies are in force."),
                lambda design, known: design.agreement.in_use and known.policies),
          "policies:policies"),
    Point("contact", mark("Contact between meetings"), mark("Is it agreed how "
    "people keep in touch?"),
          _set(mark("What happens between meetings is set."),
                lambda d: d.meetings.contact.kind != "none" or d.meetings.contact_days),
          topic="meetings"),
    Point("evaluation", mark("Monitoring and evaluation"), mark("Are they planned "
    "before the start?"),
          _launch("evaluation_plan", mark("The evaluation is planned.")), topic="evaluation"),
    Point("recognition", mark("Recognition"), mark("Is it decided how people are thanked?"),
          _launch("recognition", mark("Recognition is decided.")), topic="recognition"),
    Point("recognition_cpd", mark("Recognition through CPD"), mark("Does mentoring count as CPD?"),
          _set(mark("An hour of mentoring counts."), lambda d: d.recognition.points_an_hour),
          topic="recognition"),
    Point("expenses", mark("Expenses"), mark("Is it decided whether they are paid?"),
          _launch("expenses", mark("Expenses are decided.")), topic="money"),
)  # fmt: skip

PRINCIPLES: tuple[Point, ...] = (
    Point("equal_information", mark("Everyone gets the same information"),
          mark("Can all who might take part read the same about it?"),
          _set(mark("A public page tells everyone the same."), lambda d: d.public.how_to_apply),
          topic="public"),
    Point("clear_objectives", mark("Clear objectives from identified needs"),
          mark("Do the objectives answer needs that somebody has named?"),
          _set(mark("Goals are written."), lambda d: d.aims.goals), "governance:needs"),
    Point("champion", mark("A champion who secures resources"), mark("Is one named?"),
          _there(mark("A senior champion is named."), lambda k: k.champion),
          "governance:obstacles"),
    Point("roles_stated", mark("Roles and expectations "
    "are stated"), mark("Are both roles written?"),
          _set(mark("Both roles are written."),
                lambda d: d.mentors.role_description and d.mentees.role_description),
          topic="mentors"),
    Point("voluntary", mark("Taking part is "
    "voluntary on both sides"), mark("Can everybody say no?"),
          _by_construction(mark("Nobody takes part without their own yes."))),
    Point("skills_fit", mark("Mentors are chosen by skills that fit the objectives"),
          mark("Do the criteria for mentors follow from the objectives?"),
          _set(mark("There are criteria and a specification for mentors."),
                lambda d: d.mentors.requirements and d.mentors.specification),
          topic="mentors"),
    Point("induction", mark("Mentees have an induction"), mark("Is there one?"),
          _set(mark("There is an induction."), lambda d: d.training.mentees != "off"),
          topic="training"),
    Point("training", mark("Mentors have training that is mandatory"), mark("Is it?"),
          _taught("training", mark("Training is mandatory before matching.")), topic="training"),
    Point("rematch", mark("There is a rematch without blame"), mark("Can anyone ask for one?"),
          _set(mark("Either of a pair may ask."), lambda d: d.matching.rematch != "none"),
          topic="matching"),
    Point("support", mark("There is support for all, co-ordinator and managers included"),
          mark("Who supports mentors, mentees, managers and you?"),
          _set(mark("Mentors have supervision."), lambda d: d.supervision.kind != "off"),
          topic="supervision"),
    Point("evaluation_first", mark("Monitoring and evaluation are designed in before the start"),
          mark("Are they planned?"), _launch("evaluation_plan", mark("The evaluation is planned.")),
          topic="evaluation"),
)  # fmt: skip

CHECKLISTS: Mapping[str, tuple[Point, ...]] = {"health": HEALTH, "principles": PRINCIPLES}
