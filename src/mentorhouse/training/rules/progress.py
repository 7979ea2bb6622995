"""How far somebody is with a course, from what they have done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from mentorhouse.access.states import NotNow
from mentorhouse.languages.saying import mark, say
from mentorhouse.training.rules.courses import Course, Module

# Between two reminders to the same person.
DAYS_BETWEEN_REMINDERS = 7
STANDINGS: Mapping[str, str] = {
    "completed": mark("Completed"),
    "begun": mark("Begun"),
    "not_begun": mark("Not begun"),
}


@dataclass(frozen=True)
class Step:
    """A module, and when it was done here or in another programme."""

    module: Module
    done_at: datetime | None = None
    elsewhere_at: datetime | None = None


@dataclass(frozen=True)
class Progress:
    """A course as one person meets it."""

    course: Course
    steps: tuple[Step, ...]
    completed_at: datetime | None = None

    @property
    def done(self) -> int:
        """How many modules are done."""
        return sum(step.done_at is not None for step in self.steps)

    @property
    def total(self) -> int:
        """How many modules there are."""
        return len(self.steps)

    @property
    def all_done(self) -> bool:
        """Whether nothing is left to read."""
        return bool(self.steps) and self.done == self.total

    @property
    def next(self) -> Module | None:
        """The first module that is not done."""
        return next((step.module for step in self.steps if step.done_at is None), None)

    @property
    def elsewhere(self) -> tuple[Step, ...]:
        """The modules that were done in another programme and may be counted here."""
        return tuple(s for s in self.steps if s.done_at is None and s.elsewhere_at is not None)

    @property
    def is_over(self) -> bool:
        """Whether there is nothing left to do."""
        return self.completed_at is not None or (self.all_done and not self.course.completes)


def progress_of(
    course: Course,
    modules: Sequence[Module],
    *,
    here: Mapping[str, datetime],
    elsewhere: Mapping[str, datetime],
    completed: Mapping[str, datetime],
) -> Progress:
    """Say how far somebody is."""
    steps = tuple(
        Step(module, here.get(module.key), elsewhere.get(module.key)) for module in modules
    )
    return Progress(course, steps, completed.get(course.completes))


class NotAllRight(NotNow):
    """Some answers of the check are not right yet. Nothing is kept of them."""

    def __init__(self) -> None:
        super().__init__(say("Some answers are not right yet. Look at what we say, and try again."))


class NobodyToRemind(NotNow):
    """Everybody has completed it, or was reminded within the week."""

    def __init__(self) -> None:
        super().__init__(
            say(
                "Nobody was reminded: everyone has completed it, or had a reminder in the last "
                "seven days."
            )
        )
