"""Who has done what, for co-ordinators: facts only, and never anybody’s answers."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import (
    Case,
    CharField,
    Count,
    DateTimeField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, require
from mentorhouse.programmes.models import Completion, Participation, Programme
from mentorhouse.programmes.queries import people_in
from mentorhouse.programmes.states import ParticipationState
from mentorhouse.training.library import shipped
from mentorhouse.training.models import ModuleDone, Reminded
from mentorhouse.training.rules import courses
from mentorhouse.training.rules.progress import DAYS_BETWEEN_REMINDERS

LAST: Mapping[str, tuple[str, ...]] = {
    "name": ("person__family_name", "person__given_name", "pk"),
    "role": ("role", "person__family_name", "pk"),
    "organisation": ("person__organisation__name", "person__family_name", "pk"),
    "done": ("modules_done", "person__family_name", "pk"),
    "completed": ("completed_at", "person__family_name", "pk"),
}


def learners_in(
    viewer: Viewer,
    programme: Programme,
    *,
    standing: str = "",
    order: str = "name",
    **narrowed: str,
) -> QuerySet[Participation]:
    """Return who takes part, each with `modules_done`, `completed_at`, `source`.

    A local co-ordinator gets the people of their own organisation. `narrowed`: role, organisation,
    search.
    """
    require(viewer, Capability.READ_TRAINING_FACTS, programme)
    rows = with_progress(people_in(viewer, programme, **narrowed), programme)
    rows = rows.exclude(state=ParticipationState.DECLINED.value)
    if standing:
        rows = rows.filter(Q(completed_at__isnull=standing != "completed"))
    if standing == "begun":
        rows = rows.filter(Q(modules_done__gt=0))
    if standing == "not_begun":
        rows = rows.filter(Q(modules_done=0))
    rows = rows.order_by(*LAST.get(order.removeprefix("-"), LAST["name"]))
    return rows.reverse() if order.startswith("-") else rows


def with_progress(rows: QuerySet[Participation], programme: Programme) -> QuerySet[Participation]:
    """Add to each row how many modules of the role’s course are done, and its completion."""
    what = Case(
        *(When(role=role, then=Value(_course(role).completes)) for role in courses.MAIN),
        output_field=CharField(),
    )
    completions = Completion.objects.filter(
        programme=programme, person=OuterRef("person_id"), what=OuterRef("main")
    )
    return rows.annotate(main=what).annotate(
        modules_done=Case(
            *(When(role=role, then=_count(programme, role)) for role in courses.MAIN),
            output_field=IntegerField(),
        ),
        completed_at=Subquery(completions.values("at"), output_field=DateTimeField()),
        source=Coalesce(Subquery(completions.values("source")), Value("")),
        completion_id=Subquery(completions.values("pk")),
    )


def _count(programme: Programme, role: str) -> Coalesce:
    modules = [
        module.key for module in courses.modules_of(_course(role), shipped(), programme.design)
    ]
    done = ModuleDone.objects.filter(
        programme=programme, user=OuterRef("person_id"), module__in=modules
    )
    counted = done.order_by().values("user").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _course(role: str) -> courses.Course:
    return courses.COURSES[courses.MAIN[role]]


def totals(programme: Programme) -> dict[str, int]:
    """Return how many modules the course of each role has."""
    return {
        role: len(courses.modules_of(_course(role), shipped(), programme.design))
        for role in courses.MAIN
    }


def counts_in(viewer: Viewer, programme: Programme) -> dict[str, tuple[int, int]]:
    """Count for each role who takes part, and who of them has completed its course."""
    rows = learners_in(viewer, programme).order_by()
    found = rows.values("role").annotate(all=Count("pk"), done=Count("completed_at"))
    by_role = {row["role"]: (row["all"], row["done"]) for row in found}
    return {role: by_role.get(role, (0, 0)) for role in courses.MAIN}


def to_remind(programme: Programme) -> QuerySet[Participation]:
    """Return who has a course that is on, has said yes, and has not completed it; for the deed."""
    roles = [role for role in courses.MAIN if courses.is_on(_course(role), programme.design)]
    rows = Participation.objects.filter(
        programme=programme, role__in=roles, state=ParticipationState.ACCEPTED.value
    )
    done = Completion.objects.filter(
        programme=programme, person=OuterRef("person_id"), what=OuterRef("main")
    )
    what = Case(
        *(When(role=role, then=Value(_course(role).completes)) for role in courses.MAIN),
        output_field=CharField(),
    )
    return rows.annotate(main=what).exclude(Exists(done)).order_by(F("person_id"), "role")


def due_for_reminder(programme: Programme, *, at: datetime) -> QuerySet[Participation]:
    """Return who would be reminded now: not completed, and no reminder within the week."""
    lately = Reminded.objects.filter(
        programme=programme, at__gt=at - timedelta(days=DAYS_BETWEEN_REMINDERS)
    )
    rows = to_remind(programme).exclude(person__in=lately.values("user"))
    return rows.select_related("person__organisation").order_by(
        "person__family_name", "person__given_name", "pk"
    )


def still_to_do(programme_id: str, person_id: UUID) -> Participation | None:
    """Return the taking part that a reminder is about; None when nothing is left to do."""
    programme = Programme.objects.filter(pk=programme_id).first()
    if programme is None:
        return None
    return to_remind(programme).filter(person=person_id).select_related("programme").first()


def completion_for(viewer: Viewer, programme: Programme, completion_id: UUID) -> Completion:
    """Return one completion to who keeps the records."""
    require(viewer, Capability.KEEP_TRAINING_RECORDS, programme)
    rows = Completion.objects.filter(programme=programme, pk=completion_id)
    row = rows.select_related("person").first()
    if row is None:
        raise NotVisible
    return row


def completions_in(viewer: Viewer, programme: Programme) -> QuerySet[Completion]:
    """Return every completion of a programme, for reporting back to a learning system."""
    require(viewer, Capability.KEEP_TRAINING_RECORDS, programme)
    rows = Completion.objects.filter(programme=programme)
    return rows.select_related("person__user").order_by("at", "pk")
