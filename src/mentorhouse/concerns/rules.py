"""Who may hear a concern, by when it is answered, when a mentee is told. Pure."""

import hashlib
import hmac
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from mentorhouse.concerns.states import ConcernState, OpeningState

TAKE_UP_DAYS = 5
ANSWER_DAYS = 28
# A mentee is told at the latest after so many days; each delay needs a new reason.
LONGEST_DELAY = 30
COORDINATORS = "coordinators"
SHORTEST_NAME = 2
# For how many days something may stay open, and how fresh a sign-in is.
LONGEST_OPEN = 14
FRESH = timedelta(minutes=5)


@dataclass(frozen=True)
class Candidate:
    """A named contact who might hear a concern: their account, and whether they also run it."""

    user: str
    runs_programme: bool


def may_hear(candidate: Candidate, *, author: str, about: Collection[str]) -> bool:
    """Whether somebody is neither the author nor one of those whom it is about.

    `about` holds accounts, and `COORDINATORS` where it is about those who run the programme.
    """
    if candidate.user == author or candidate.user in about:
        return False
    return not (candidate.runs_programme and COORDINATORS in about)


def hearer(
    candidates: Sequence[Candidate], *, author: str, about: Collection[str]
) -> Candidate | None:
    """Return the first of the named contacts, in their order, who may hear it; perhaps nobody."""
    fit = (one for one in candidates if may_hear(one, author=author, about=about))
    return next(fit, None)


def sign_of(name: str, *, concern: str, key: str) -> str:
    """Return a sign for somebody who must never see a concern.

    The database holds the sign, not the name: whoever reads the database learns nothing from it.
    """
    return hmac.digest(key.encode(), f"concern:{concern}:{name}".encode(), hashlib.sha256).hex()


@dataclass(frozen=True)
class Deadlines:
    """By which days a concern is taken up and answered."""

    take_up: date
    answer: date


def deadlines(sent_on: date) -> Deadlines:
    """Return the days that follow from the day on which it was sent."""
    return Deadlines(sent_on + timedelta(days=TAKE_UP_DAYS), sent_on + timedelta(days=ANSWER_DAYS))


def is_late(state: str, sent_on: date, *, today: date) -> bool:
    """Whether a concern waits longer than was promised."""
    due = deadlines(sent_on)
    if state == ConcernState.SENT:
        return today > due.take_up
    return state == ConcernState.TAKEN_UP and today > due.answer


def latest_telling(from_day: date) -> date:
    """Return the last day until which a mentee may be left untold from this day on."""
    return from_day + timedelta(days=LONGEST_DELAY)


def names_in(text: str, names: Iterable[str]) -> list[str]:
    """Return which names stand in a text, as words of their own and written as names are."""
    found = []
    for name in names:
        words = [word for word in name.split() if len(word) >= SHORTEST_NAME]
        if any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) for word in words):
            found.append(name)
    return found


def is_fresh(proved_at: datetime | None, *, at: datetime) -> bool:
    """Whether somebody has proved within minutes who they are."""
    return proved_at is not None and timedelta() <= at - proved_at <= FRESH


def may_agree(person: str, *, asked_by: str, members: Collection[str]) -> bool:
    """Whether somebody is a second person: not who asked, and not in the partnership."""
    return person != asked_by and person not in members


def is_open(state: str, until: datetime | None, *, at: datetime) -> bool:
    """Whether it may be read now: two agreed, and its time is not over."""
    return state == OpeningState.OPEN and until is not None and at < until


def tells_on(agreed_on: date, delay: int) -> date:
    """Return the day on which the pair is told. No setting and no wish makes it later than this."""
    return agreed_on + timedelta(days=min(max(delay, 0), LONGEST_DELAY))
