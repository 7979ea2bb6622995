"""Modules and the courses made of them; which course is whose; whether an answer is right (R4.05).

Which modules a programme leaves out stands in its design.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mentorhouse.languages.saying import mark
from mentorhouse.programmes.design import Design

COORDINATOR: Final = "coordinator"


@dataclass(frozen=True)
class Option:
    """One answer that can be chosen, and what is said to whoever chooses it."""

    words: str
    right: bool
    because: str


@dataclass(frozen=True)
class Question:
    """One question of a check of understanding. Exactly one option is right."""

    ask: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Module:
    """One module: a text of our own, with a case, and a short check at its end."""

    key: str
    title: str
    minutes: int
    aims: tuple[str, ...]
    guides: tuple[str, ...]
    questions: tuple[Question, ...]
    text: str


@dataclass(frozen=True)
class Course:
    """Modules in order, for one role. `completes` is what its end is recorded as."""

    key: str
    title: str
    role: str
    about: str
    groups: tuple[str, ...]
    completes: str = ""

    def holds(self, module_key: str) -> bool:
        """Whether a module belongs to this course."""
        return module_key.partition("-")[0] in self.groups


COURSES: Final[Mapping[str, Course]] = {
    course.key: course
    for course in (
        Course(
            "mentor-training",
            mark("Training for mentors"),
            "mentor",
            mark(
                "Nine short modules that prepare you to be a mentor. Take them in any order, "
                "and as slowly as you like."
            ),
            ("mentor",),
            "mentor_training",
        ),
        Course(
            "mentor-development",
            mark("Development for new mentors"),
            "mentor",
            mark(
                "For those who have not mentored before: the training for mentors and three "
                "modules of practice. When you have done them all, you have met what the "
                "register of mentors asks for."
            ),
            ("mentor", "practice"),
            "in_house",
        ),
        Course(
            "mentee-induction",
            mark("Induction for mentees"),
            "mentee",
            mark(
                "Eight short modules that help you to get the most out of mentoring. Take them "
                "in any order, and as slowly as you like."
            ),
            ("mentee",),
            "mentee_induction",
        ),
        Course(
            "coordinator-preparation",
            mark("Preparation for co-ordinators"),
            COORDINATOR,
            mark("Six short modules on running a programme, from the first idea to the report."),
            ("coordinator",),
        ),
    )
}
# The course whose progress stands on lists, for each role.
MAIN: Final = {"mentor": "mentor-training", "mentee": "mentee-induction"}


def modules_of(course: Course, shipped: Iterable[Module], design: Design) -> tuple[Module, ...]:
    """Return the modules of a course in order, without those that the programme leaves out."""
    gone = set(design.training.left_out)
    return tuple(
        module for module in shipped if course.holds(module.key) and module.key not in gone
    )


def courses_for(design: Design, roles: Collection[str]) -> tuple[Course, ...]:
    """Return the courses that a programme has for somebody in these roles."""
    return tuple(
        course for course in COURSES.values() if course.role in roles and is_on(course, design)
    )


def is_on(course: Course, design: Design) -> bool:
    """Whether a programme has a course at all."""
    if course.key == "mentor-development":
        return "in_house" in design.mentors.admission
    if course.role == "mentor":
        return design.training.mentors != "off"
    return course.role != "mentee" or design.training.mentees != "off"


def weight(course: Course, design: Design) -> str:
    """Say how much a course is asked: off, offered, recommended or mandatory."""
    if course.key in MAIN.values():
        role = course.role
        return design.training.mentors if role == "mentor" else design.training.mentees
    return "offered"


def wrong_in(module: Module, chosen: Sequence[int | None]) -> list[int]:
    """Return the places of the questions that are not answered rightly yet."""
    return [
        place
        for place, (question, option) in enumerate(zip(module.questions, chosen, strict=True))
        if option is None or not question.options[option].right
    ]
