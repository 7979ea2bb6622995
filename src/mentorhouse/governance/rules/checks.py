"""The design's health check of twenty-seven points and the eleven principles (R2.05, R2.26).

A point that data shows is answered by itself, with the reason. What data does not show, a
co-ordinator answers. Plain values in, judgements out.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from mentorhouse.languages.saying import say
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
        return words if launch_point(key, design, coordinators=known.coordinators).done else ""

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
    return lambda design, known: words if test(design, known) else ""


def _set(words: str, test: Callable[[Design], object]) -> Sees:
    return lambda design, _known: words if test(design) else ""


def _there(words: str, test: Callable[[Known], object]) -> Sees:
    return lambda _design, known: words if test(known) else ""


def _by_construction(words: str) -> Sees:
    return lambda _design, _known: words


HEALTH: tuple[Point, ...] = (
    Point("senior_leadership", "Senior leadership",
          "Do senior leaders stand behind the programme, and say so?",
          _there("A senior champion is named.", lambda k: k.champion), "governance:obstacles"),
    Point("protocols_and_time", "Protocols and time",
          "Is it agreed with managers that people get the time?", None, "governance:needs"),
    Point("purpose", "Purpose", "Is it written what the programme is for?",
          _launch("purpose", "The purpose is written."), topic="purpose"),
    Point("stakeholders", "Stakeholders", "Do you know who has an interest, and what in?",
          _there("Stakeholders are listed.", lambda k: k.stakeholders),
          "governance:stakeholders"),
    Point("steering_group", "Steering group", "Does a group steer the programme?",
          _there("A group has members.", lambda k: k.board_members), "governance:board"),
    Point("coordinator", "Co-ordinator", "Is a co-ordinator named?",
          _launch("coordinator", "A co-ordinator is named."), "programmes:coordinators"),
    Point("administration", "Administration",
          "Is it clear how the work is done, and where papers are?",
          _set("It is written where papers are kept.", lambda d: d.coordination.papers_kept),
          topic="co-ordination"),
    Point("fit_and_flexible", "Fit and flexible",
          "Does the programme fit your organisation, and can it change as you learn?",
          _there("Lessons are written down beside the settings.", lambda k: k.lessons),
          "programmes:lessons"),
    Point("communication", "Communication", "Is it planned who hears what, and when?",
          _there("There is a communication plan.", lambda k: k.messages),
          "governance:messages"),
    Point("goals_and_outcomes", "Goals and outcomes", "Are goals and outcomes written?",
          _set("Goals and outcomes are written.", lambda d: d.aims.goals and d.aims.outcomes),
          topic="purpose"),
    Point("marketing", "Marketing", "Will the right people hear of it?",
          _set("The public page says how to apply.", lambda d: d.public.how_to_apply),
          topic="public"),
    Point("models", "Models", "Is it decided which shapes of mentoring there are?",
          _set("The shapes are chosen.", lambda d: d.models), topic="shapes"),
    Point("mentor_role", "The mentor’s role", "Is it written what mentors do?",
          _set("The role is written.", lambda d: d.mentors.role_description),
          topic="mentors"),
    Point("mentee_role", "The mentee’s role", "Is it written what mentees do?",
          _set("The role is written.", lambda d: d.mentees.role_description),
          topic="mentees"),
    Point("criteria", "Criteria", "Is it written who can be mentor and mentee?",
          _set("There are criteria for both.",
                lambda d: d.mentors.requirements and d.mentees.requirements),
          topic="mentors"),
    Point("mentor_training", "Training of mentors", "Is it mandatory?",
          _taught("training", "Training is mandatory before matching."), topic="training"),
    Point("mentee_induction", "Induction of mentees", "Is it mandatory?",
          _taught("induction", "Induction is mandatory before matching."), topic="training"),
    Point("resources", "Resources", "Are money and people there?",
          _there("There is a budget, and agreed funding covers it.",
                lambda k: k.budget_lines and k.budget_covered), "finance:budget"),
    Point("matching", "Matching and rematching", "Is it decided how, and what if it fails?",
          _when("Matching and rematching are decided.",
                _matching_decided),
          topic="matching"),
    Point("meetings", "Regular meetings", "Is a rhythm set?",
          _launch("meetings", "The rhythm of meetings is set."), topic="meetings"),
    Point("start_and_end", "Start and end", "Does everyone know when it starts and ends?",
          _launch("start_and_end", "Start and end are set."), topic="dates"),
    Point("documentation", "Documentation", "Are agreement, log and policies there?",
          _when("An agreement is set, and policies are in force.",
                lambda design, known: design.agreement.in_use and known.policies),
          "policies:policies"),
    Point("contact", "Contact between meetings", "Is it agreed how people keep in touch?",
          _set("What happens between meetings is set.",
                lambda d: d.meetings.contact.kind != "none" or d.meetings.contact_days),
          topic="meetings"),
    Point("evaluation", "Monitoring and evaluation", "Are they planned before the start?",
          _launch("evaluation_plan", "The evaluation is planned."), topic="evaluation"),
    Point("recognition", "Recognition", "Is it decided how people are thanked?",
          _launch("recognition", "Recognition is decided."), topic="recognition"),
    Point("recognition_cpd", "Recognition through CPD", "Does mentoring count as CPD?",
          _set("An hour of mentoring counts.", lambda d: d.recognition.points_an_hour),
          topic="recognition"),
    Point("expenses", "Expenses", "Is it decided whether they are paid?",
          _launch("expenses", "Expenses are decided."), topic="money"),
)  # fmt: skip

PRINCIPLES: tuple[Point, ...] = (
    Point("equal_information", "Everyone gets the same information",
          "Can all who might take part read the same about it?",
          _set("A public page tells everyone the same.", lambda d: d.public.how_to_apply),
          topic="public"),
    Point("clear_objectives", "Clear objectives from identified needs",
          "Do the objectives answer needs that somebody has named?",
          _set("Goals are written.", lambda d: d.aims.goals), "governance:needs"),
    Point("champion", "A champion who secures resources", "Is one named?",
          _there("A senior champion is named.", lambda k: k.champion), "governance:obstacles"),
    Point("roles_stated", "Roles and expectations are stated", "Are both roles written?",
          _set("Both roles are written.",
                lambda d: d.mentors.role_description and d.mentees.role_description),
          topic="mentors"),
    Point("voluntary", "Taking part is voluntary on both sides", "Can everybody say no?",
          _by_construction("Nobody takes part without their own yes.")),
    Point("skills_fit", "Mentors are chosen by skills that fit the objectives",
          "Do the criteria for mentors follow from the objectives?",
          _set("There are criteria and a specification for mentors.",
                lambda d: d.mentors.requirements and d.mentors.specification),
          topic="mentors"),
    Point("induction", "Mentees have an induction", "Is there one?",
          _set("There is an induction.", lambda d: d.training.mentees != "off"),
          topic="training"),
    Point("training", "Mentors have training that is mandatory", "Is it?",
          _taught("training", "Training is mandatory before matching."), topic="training"),
    Point("rematch", "There is a rematch without blame", "Can anyone ask for one?",
          _set("Either of a pair may ask.", lambda d: d.matching.rematch != "none"),
          topic="matching"),
    Point("support", "There is support for all, co-ordinator and managers included",
          "Who supports mentors, mentees, managers and you?",
          _set("Mentors have supervision.", lambda d: d.supervision.kind != "off"),
          topic="supervision"),
    Point("evaluation_first", "Monitoring and evaluation are designed in before the start",
          "Are they planned?", _launch("evaluation_plan", "The evaluation is planned."),
          topic="evaluation"),
)  # fmt: skip

CHECKLISTS: Mapping[str, tuple[Point, ...]] = {"health": HEALTH, "principles": PRINCIPLES}
