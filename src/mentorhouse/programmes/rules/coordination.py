"""Who runs a programme, until when, who takes over, and how much work it is (R2.08, R2.28)."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mentorhouse.languages.saying import mark, say

WARNINGS = (3, 14)  # days before the last day, the shortest first
WEEKS_A_MONTH = 52 / 12

NO_SUCCESSOR = mark(
    "Nobody could take over: there is no other co-ordinator who sees the whole programme and whose "
    "access has no last day. Add one first."
)
CHOOSE_SUCCESSOR = mark("Choose who takes over when the access ends.")
NOT_A_SUCCESSOR = mark(
    "Choose somebody who sees the whole programme and whose access has no last day: then somebody "
    "is there when this access ends."
)


def until_problem(until: date, *, today: date) -> str:
    """Say why a day cannot be the last day of access; "" where it can."""
    if until < today:
        return say("Enter today or a later day. To end the access at once, hand over now.")
    return ""


def warning_due(until: date, *, today: date) -> int | None:
    """Return which warning is due: so many days before the last day at most; None while none is."""
    left = (until - today).days
    if left < 0:
        return None
    return next((days for days in WARNINGS if left <= days), None)


def heirs(after: Mapping[UUID, UUID | None], here: AbstractSet[UUID]) -> dict[UUID, UUID]:
    """Return for each who has left who is here now in their place, however often it was passed on.

    `after` says who took over from whom. Who comes to nobody that is here is left out.
    """
    found = {}
    for one in after:
        seen, now = {one}, after[one]
        while now is not None and now not in here and now not in seen:
            seen.add(now)
            now = after.get(now)
        if one not in here and now in here and now is not None:
            found[one] = now
    return found


@dataclass(frozen=True)
class Workload:
    """An estimate of the co-ordinators' work, with everything that it is made of."""

    participants: int
    minutes: int
    coordinators: int
    open_tasks: int

    @property
    def hours_a_month(self) -> float:
        """All co-ordinators together."""
        return self.participants * self.minutes / 60

    @property
    def hours_a_week(self) -> float:
        """All co-ordinators together."""
        return self.hours_a_month / WEEKS_A_MONTH

    @property
    def words(self) -> str:
        """The formula with its numbers, so that anybody can work it out again."""
        people = _count(self.participants, "participant")
        said = say(
            "{people} × {minutes} a month make {hours_a_month} a month. A month has 4⅓ "
            "weeks, so that is about {hours_a_week} a week",
            people=people,
            minutes=_count(self.minutes, "minute"),
            hours_a_month=_hours(self.hours_a_month),
            hours_a_week=_hours(self.hours_a_week),
        )
        if self.coordinators > 1:
            each = _hours(self.hours_a_week / self.coordinators)
            return say(
                "{said}, or {each} for each of {coordinators} co-ordinators.",
                said=said,
                each=each,
                coordinators=self.coordinators,
            )
        return f"{said}."


def _count(number: int, one: str) -> str:
    return f"{number:,} {one}{'' if number == 1 else 's'}"


def _hours(hours: float) -> str:
    rounded = f"{hours:,.1f}".removesuffix(".0")
    return f"{rounded} {'hour' if rounded == '1' else 'hours'}"
