"""How a pair stands against the rhythm that its programme asks for (R7.11, R7.13, R7.16)."""

from dataclasses import dataclass
from datetime import date, timedelta

from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes.design import Meetings

THIRD = 3
WORKS = {
    "well": mark("Yes, it works well"),
    "mostly": mark("Mostly, something could be better"),
    "not": mark("No, not at the moment"),
}


@dataclass(frozen=True)
class Met:
    """When a pair last met, met in person and was in touch, and its minutes of this month."""

    began: date
    last: date | None = None
    in_person: date | None = None
    contact: date | None = None
    minutes: int = 0


@dataclass(frozen=True)
class Strand:
    """One thing that the programme asks for, and whether the pair is on track with it."""

    words: str
    on_track: bool
    by: date | None = None


def rhythm_of(guidance: Meetings, met: Met, *, today: date) -> tuple[Strand, ...]:
    """Say strand by strand how a pair stands. A pair that sets its own rhythm is given longer."""
    latest = max(filter(None, (met.last, met.contact)), default=None)
    apart = guidance.quiet_after_days if guidance.pair_sets_rhythm else guidance.days_between
    strands = [
        _strand(mark("Your next meeting"), met.last or met.began, apart, today),
        _strand(mark("Your next contact, a meeting or a call"), latest or met.began,
                guidance.contact_days, today),
        _strand(mark("Your next meeting in person"), met.in_person or met.began,
                guidance.in_person_days, today),
    ]  # fmt: skip
    return (*filter(None, strands), *_budget(guidance, met.minutes))


def check_in_after(held: int, *, planned: int | None, ends_on: date | None, next_by: date) -> str:
    """Return after which meeting both are asked how it goes; nothing after the others."""
    if held == 1:
        return "first"
    last = planned is not None and held >= planned
    if last or (ends_on is not None and next_by > ends_on):
        return "last"
    return "third" if held == THIRD else ""


def _strand(words: str, since: date, days: int | None, today: date) -> Strand | None:
    if days is None:
        return None
    by = since + timedelta(days=days)
    return Strand(say(words), on_track=today <= by, by=by)


def _budget(guidance: Meetings, minutes: int) -> tuple[Strand, ...]:
    most = guidance.minutes_a_month_most
    if most is None:
        return ()
    words = say(
        "This month you have met for {minutes} of {most} minutes", minutes=minutes, most=most
    )
    return (Strand(words, on_track=minutes <= most),)
