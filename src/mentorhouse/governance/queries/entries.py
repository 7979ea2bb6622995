"""Finding one entry of any kind, and the people who may own one."""

from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db.models import Q

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, require
from mentorhouse.accounts.models import User
from mentorhouse.governance.models import Entry
from mentorhouse.governance.relations import seated
from mentorhouse.programmes.models import Coordinator, Programme

E = TypeVar("E", bound=Entry)


def entry_for(viewer: Viewer, programme: Programme, kind: type[E], entry_id: UUID) -> E:
    """Return one entry of a programme to those who keep it."""
    require(viewer, Capability.RUN_GOVERNANCE, programme)
    row = kind.rows().filter(pk=entry_id, programme=programme).first()
    if row is None:
        raise NotVisible
    return row


def circle(viewer: Viewer, programme: Programme, *, on: date) -> list[tuple[str, str]]:
    """Return who may be given a duty: co-ordinators, the steering group, the champion."""
    require(viewer, Capability.RUN_GOVERNANCE, programme)
    running = Coordinator.objects.on(on).filter(programme=programme).values("user")
    seats = programme.board_members.filter(seated(on)).values("user")
    users = User.objects.select_related("person").filter(
        Q(pk__in=running) | Q(pk__in=seats) | Q(champions__programme=programme)
    )
    found = {str(user.pk): name_of(user) for user in users}
    return sorted(found.items(), key=lambda pair: (pair[1].casefold(), pair[0]))


def name_of(user: User) -> str:
    """Name somebody: their own name, or their address while they have no profile."""
    person = getattr(user, "person", None)
    return person.name if person else user.email
