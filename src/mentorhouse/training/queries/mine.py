"""One person's courses, and how far they are: viewer first."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, may, require
from mentorhouse.programmes.models import Completion, Participation, Programme
from mentorhouse.programmes.queries import participations_of
from mentorhouse.programmes.states import ParticipationState, ProgrammeState
from mentorhouse.training.library import shipped
from mentorhouse.training.models import ModuleDone
from mentorhouse.training.rules import courses
from mentorhouse.training.rules.courses import Course, Module
from mentorhouse.training.rules.progress import Progress, progress_of

GOING_ON = (
    ProgrammeState.RECRUITING.value,
    ProgrammeState.MATCHING.value,
    ProgrammeState.RUNNING.value,
    ProgrammeState.CLOSING.value,
)


@dataclass(frozen=True)
class Way:
    """A course that waits for the viewer, for their start page."""

    programme: Programme
    progress: Progress
    asked: str


def roles_in(viewer: Viewer, programme: Programme) -> frozenset[str]:
    """Return in which roles the viewer learns here, the co-ordinator’s among them."""
    require(viewer, Capability.TAKE_TRAINING, programme)
    roles = set(
        participations_of(viewer).filter(programme=programme).values_list("role", flat=True)
    )
    if may(viewer, Capability.READ_TRAINING_FACTS, programme):
        roles.add(courses.COORDINATOR)
    return frozenset(roles)


def courses_of(viewer: Viewer, programme: Programme) -> list[Progress]:
    """Return the viewer’s own courses in a programme."""
    roles = roles_in(viewer, programme)
    found = courses.courses_for(programme.design, roles)
    return [_progress(course, programme, Learnt.of(viewer.pk)) for course in found]


def others_courses(viewer: Viewer, programme: Programme) -> tuple[Course, ...]:
    """Return the courses of others that who runs the programme may read."""
    roles = roles_in(viewer, programme)
    if courses.COORDINATOR not in roles:
        return ()
    others = {course.role for course in courses.COURSES.values()} - roles
    return courses.courses_for(programme.design, others)


def progress_for(viewer: Viewer, programme: Programme, course_key: str) -> tuple[Progress, bool]:
    """Return a course with how far the viewer is, and whether it is their own.

    Who runs the programme may read the others’ courses too.
    """
    course, roles = courses.COURSES.get(course_key), roles_in(viewer, programme)
    theirs = course is not None and course.role in roles
    if (
        course is None
        or not courses.is_on(course, programme.design)
        or not (theirs or courses.COORDINATOR in roles)
    ):
        raise NotVisible
    return _progress(course, programme, Learnt.of(viewer.pk)), theirs


def module_in(progress: Progress, key: str) -> Module:
    """Return one module of a course."""
    found = next((step.module for step in progress.steps if step.module.key == key), None)
    if found is None:
        raise NotVisible
    return found


def ways(viewer: Viewer) -> list[Way]:
    """Return the courses that wait for the viewer, in three queries whatever they take part in."""
    parts = [
        part
        for part in participations_of(viewer).filter(programme__state__in=GOING_ON)
        if part.state != ParticipationState.DECLINED
    ]
    if not parts:
        return []
    learnt = Learnt.of(viewer.pk)
    return [way for part in parts if (way := _way(part, learnt)) is not None]


def _way(part: Participation, learnt: "Learnt") -> Way | None:
    design, programme = part.programme.design, part.programme
    found = [
        _progress(course, programme, learnt) for course in courses.courses_for(design, {part.role})
    ]
    for progress in found:
        main = progress.course.key in courses.MAIN.values()
        # The development is for those who need it: it waits only for who has begun with it.
        begun = any(s.done_at for s in progress.steps if s.module.key.startswith("practice-"))
        if progress.steps and not progress.is_over and (main or begun):
            return Way(programme, progress, courses.weight(progress.course, design))
    return None


@dataclass(frozen=True)
class Learnt:
    """What one person has done and completed, by programme."""

    modules: Mapping[UUID, Mapping[str, datetime]]
    completed: Mapping[UUID, Mapping[str, datetime]]

    @classmethod
    def of(cls, person_id: UUID) -> "Learnt":
        """Read everything about a person, in two queries."""
        modules: dict[UUID, dict[str, datetime]] = defaultdict(dict)
        done = ModuleDone.objects.filter(user=person_id).order_by("done_at")
        for programme, module, at in done.values_list("programme_id", "module", "done_at"):
            modules[programme][module] = at
        completed: dict[UUID, dict[str, datetime]] = defaultdict(dict)
        rows = Completion.objects.filter(person=person_id).order_by()
        for programme, what, at in rows.values_list("programme_id", "what", "at"):
            completed[programme][what] = at
        return cls(modules, completed)

    def elsewhere(self, programme_id: UUID) -> dict[str, datetime]:
        """Return what was done in other programmes, with the first time."""
        found: dict[str, datetime] = {}
        for programme, modules in self.modules.items():
            if programme != programme_id:
                for module, at in modules.items():
                    found[module] = min(at, found.get(module, at))
        return found


def _progress(course: Course, programme: Programme, learnt: Learnt) -> Progress:
    return progress_of(
        course,
        courses.modules_of(course, shipped(), programme.design),
        here=learnt.modules.get(programme.pk, {}),
        elsewhere=learnt.elsewhere(programme.pk),
        completed=learnt.completed.get(programme.pk, {}),
    )
