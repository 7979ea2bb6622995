"""When supervision is due, and what follows when it is late (R4.07)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes.design.learning import Supervision
from mentorhouse.supervision.states import Standing

# So many days before it is due, a mentor reads that it is coming up.
AHEAD: Final = 14
# So many days after, the co-ordinator is told too.
CO_ORDINATOR_AFTER: Final = 14

# A session lies at most so far from today: a year that was mistyped lies further.
FARTHEST: Final = timedelta(days=366)

STANDINGS = {
    Standing.NONE: (mark("No date"), "grey"),
    Standing.IN_TIME: (mark("In time"), "green"),
    Standing.DUE: (mark("Coming up"), "yellow"),
    Standing.OVERDUE: (mark("Overdue"), "red"),
    Standing.PAUSED: (mark("Overdue, no new matches"), "red"),
}


def too_far(on: date, *, today: date) -> bool:
    """Whether a day lies so far from today that it was surely mistyped."""
    return abs(on - today) > FARTHEST


@dataclass(frozen=True)
class Due:
    """When a mentor’s next supervision is due, and how that stands today."""

    on: date | None
    standing: Standing
    words: str

    @property
    def late(self) -> bool:
        """Whether it is overdue."""
        return self.standing in {Standing.OVERDUE, Standing.PAUSED}


def due(setting: Supervision, *, since: date | None, last: date | None, today: date) -> Due:
    """Judge one mentor: counted from the last session, or from the day on the register.

    Where supervision is offered and not required, nothing is ever overdue.
    """
    if setting.kind == "off" or setting.every_days is None:
        return Due(None, Standing.NONE, say("There is no date by which a session has to be."))
    begins = last or since
    if begins is None:
        return Due(None, Standing.NONE, say("It is counted from the day you are on the register."))
    on = begins + timedelta(days=setting.every_days)
    left = (on - today).days
    if left > AHEAD:
        return Due(on, Standing.IN_TIME, say("There is time."))
    if left >= 0 or setting.kind == "offered":
        return Due(on, Standing.DUE, say("A session would be good about now."))
    after = setting.pause_after_days
    if after is not None and -left > after:
        words = say("It is so late that you get no new match until there was a session.")
        return Due(on, Standing.PAUSED, words)
    return Due(on, Standing.OVERDUE, say("It is overdue. Please agree a date."))


def tells_coordinator(found: Due, *, today: date) -> bool:
    """Whether a mentor is so late that the co-ordinator is told as well."""
    return found.late and found.on is not None and (today - found.on).days >= CO_ORDINATOR_AFTER


def may_release(agreed: int, attended: int) -> bool:
    """Whether everybody who was there agrees that the co-ordinator may read the themes."""
    return 0 < attended == agreed
