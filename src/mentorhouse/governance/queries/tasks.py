"""What somebody owns here, so that it can be handed over (R2.08)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import Viewer, require
from mentorhouse.accounts.models import User
from mentorhouse.governance.models import (
    BoardAction,
    Message,
    Milestone,
    Obstacle,
    Owned,
    Risk,
    Stakeholder,
)
from mentorhouse.governance.queries.entries import name_of
from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes.models import Coordinator, Programme
from mentorhouse.programmes.queries import counts_open_tasks
from mentorhouse.programmes.relations import in_force

# Every kind of duty; what a new kind owns is handed over once it stands here.
DUTIES: Sequence[tuple[str, type[Owned]]] = (
    (mark("Milestone"), Milestone),
    (mark("Action of the steering group"), BoardAction),
    (mark("Obstacle"), Obstacle),
    (mark("Stakeholder to keep informed"), Stakeholder),
    (mark("Message of the communication plan"), Message),
    (mark("Risk"), Risk),
)


@dataclass(frozen=True)
class Task:
    """One open duty."""

    kind: str
    title: str
    due: date | None


def duties(kind: type[Owned], programme: Programme, owner: UUID) -> QuerySet[Owned]:
    """Return the open rows of one kind that somebody owns."""
    return kind.rows().filter(kind.OPEN, programme=programme, owner_id=owner)


def tasks_of(viewer: Viewer, programme: Programme, owner: User) -> list[Task]:
    """Return everything that somebody still has to do here, by kind."""
    require(viewer, Capability.RUN_GOVERNANCE, programme)
    return [
        Task(say(words), str(row), getattr(row, "due", None))
        for words, kind in DUTIES
        for row in duties(kind, programme, owner.pk)
    ]


def owners_of(viewer: Viewer, programme: Programme) -> list[User]:
    """Return who may hand something over: co-ordinators, and whoever still owns a duty."""
    require(viewer, Capability.RUN_GOVERNANCE, programme)
    owning = in_force().filter(programme=programme).order_by().values("user")
    for _, kind in DUTIES:
        rows = kind.rows().filter(kind.OPEN, programme=programme, owner__isnull=False)
        owning = owning.union(rows.order_by().values("owner"))
    users = User.objects.select_related("person").filter(pk__in=[row["user"] for row in owning])
    return sorted(users, key=lambda user: name_of(user).casefold())


def successors_of(viewer: Viewer, programme: Programme) -> list[User]:
    """Return who may take over: everyone who runs the programme now."""
    require(viewer, Capability.RUN_GOVERNANCE, programme)
    running = in_force().central().filter(programme=programme).values("user")
    users = User.objects.select_related("person").filter(pk__in=running)
    return sorted(users, key=lambda user: name_of(user).casefold())


def unsettled() -> QuerySet[Programme]:
    """Return the programmes in which somebody's access has ended; for the house's own work."""
    running = in_force().values("pk")
    return Programme.objects.filter(
        pk__in=Coordinator.objects.exclude(pk__in=running).values("programme")
    )


@counts_open_tasks
def open_tasks(programme: Programme) -> int:
    """Count everything that somebody still has to do here, for the estimate of the work."""
    return sum(
        kind.rows().filter(kind.OPEN, programme=programme, owner__isnull=False).count()
        for _, kind in DUTIES
    )
