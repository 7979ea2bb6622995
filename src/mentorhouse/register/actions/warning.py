"""Letters before a place ends: to the mentor, then to co-ordinators. Each leaves once."""

from collections.abc import Iterable
from datetime import date, datetime

from mentorhouse.notifications.actions import post
from mentorhouse.programmes.models import Programme  # noqa: TC001  # a key of `ends`
from mentorhouse.programmes.relations import day_of, in_force
from mentorhouse.register.models import Entry
from mentorhouse.register.queries.renewal import ending_between
from mentorhouse.register.rules.renewal import WARN_COORDINATOR, WARN_MENTOR


def warn(*, at: datetime) -> int:
    """Tell whose place ends within six weeks; co-ordinators of those within two. Say how many."""
    on = day_of(at)
    rows = ending_between(on, on + WARN_MENTOR)
    for row in rows:
        about = {"entry": str(row.pk), "ends": _as_number(row.renew_by)}
        user = row.participation.person.user
        post("register.place_ends", to=user, about=about, at=at, key=f"{row.pk} {row.renew_by}")
    soon = [row for row in rows if row.renew_by and row.renew_by <= on + WARN_COORDINATOR]
    _tell_coordinators(soon, at=at)
    return len(rows)


def _tell_coordinators(rows: Iterable[Entry], *, at: datetime) -> None:
    """Post one letter for each programme and last day, however many places end then."""
    ends: dict[tuple[Programme, date], None] = {}
    for row in rows:
        if row.renew_by is not None:
            ends[row.participation.programme, row.renew_by] = None
    for programme, day in ends:
        about = {"programme": str(programme.pk), "ends": _as_number(day)}
        for role in in_force().central().filter(programme=programme).select_related("user"):
            key = f"{programme.pk} {day}"
            post("register.places_end", to=role.user, about=about, at=at, key=key)


def _as_number(day: date | None) -> str:
    """Write a day as letters in the outbox may hold it."""
    return f"{day:%Y%m%d}" if day else ""
