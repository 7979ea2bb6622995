"""The plan: how a milestone stands, and the first set that is offered (R2.04)."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from mentorhouse.governance.rules.dates import months_later
from mentorhouse.languages.saying import mark, say, say_many


class Standing(StrEnum):
    """How a milestone stands on a day."""

    DONE = mark("done")
    OVERDUE = mark("overdue")
    UNDER_WAY = mark("under way")
    TO_COME = mark("to come")


def standing(*, start: date, due: date, done_on: date | None, on: date) -> Standing:
    """Return how a milestone stands. Its last day is still in time."""
    if done_on is not None:
        return Standing.DONE
    if due < on:
        return Standing.OVERDUE
    return Standing.UNDER_WAY if start <= on else Standing.TO_COME


def late_words(due: date, on: date) -> str:
    """Say how late something is."""
    days = (on - due).days
    return say_many("{count} day overdue", "{count} days overdue", days)


@dataclass(frozen=True)
class Seed:
    """A milestone that most programmes have, counted in weeks from the start of the work.

    `run` says what is counted from the first meetings instead: a share of the partnerships' length,
    in hundredths, to which the weeks are added.
    """

    key: str
    stage: str
    title: str
    begins: int
    ends: int
    run: tuple[int, int] | None = None


FIRST_MEETINGS = 18  # weeks after the work begins
USUAL_MONTHS = 12  # where a programme sets no length
SEEDS = (
    Seed("purpose", "design", mark("Agree purpose, goals and how to measure them"), 0, 4),
    Seed("people", "design", mark("Name the champion and the steering group"), 0, 4),
    Seed("rules", "design", mark("Write the confidentiality statement and the policies"), 2, 8),
    Seed("budget", "design", mark("Agree budget and time for the co-ordinator"), 2, 8),
    Seed("measure", "evaluate", mark("Plan the evaluation before anybody joins"), 4, 8),
    Seed("tell", "recruit", mark("Tell people about the programme"), 8, 12),
    Seed("apply", "recruit", mark("Take applications and choose who takes part"), 9, 14),
    Seed("train", "train", mark("Train the mentors"), 13, 16),
    Seed("induct", "train", mark("Introduce the mentees to mentoring"), 14, 17),
    Seed("match", "match", mark("Match mentors and mentees"), 16, FIRST_MEETINGS),
    Seed("first", "run", mark("Every pair has met and agreed how to work"), 0, 4, (0, 0)),
    Seed("run", "run", mark("Partnerships run"), 0, 0, (0, 100)),
    Seed("half", "review", mark("Ask everyone how it goes, and act on it"), 0, 3, (50, 50)),
    Seed("close", "close", mark("Close the partnerships and thank people"), -2, 3, (100, 100)),
    Seed("evaluate", "evaluate", mark("Evaluate and tell the steering group"), 2, 8, (100, 100)),
    Seed("next", "review", mark("Decide what comes next"), 8, 10, (100, 100)),
)


@dataclass(frozen=True)
class Proposal:
    """A milestone with its dates, before anybody has chosen it."""

    key: str
    stage: str
    title: str
    start: date
    due: date


def first_set(start: date, *, length_months: int) -> tuple[Proposal, ...]:
    """Return the first set of milestones for work that begins on a day."""
    meetings = start + timedelta(weeks=FIRST_MEETINGS)
    return tuple(_proposed(seed, start, meetings, length_months) for seed in SEEDS)


def _proposed(seed: Seed, start: date, meetings: date, months: int) -> Proposal:
    if seed.run is None:
        first = last = start
    else:
        first, last = (months_later(meetings, months * share // 100) for share in seed.run)
    begins, ends = first + timedelta(weeks=seed.begins), last + timedelta(weeks=seed.ends)
    return Proposal(seed.key, seed.stage, seed.title, begins, ends)


def taken_words(count: int) -> str:
    """Say how many milestones were taken over."""
    if not count:
        return say("They are in your plan already.")
    return say_many(
        "{count} milestone is in your plan now. Change its dates and owners as you like.",
        "{count} milestones are in your plan now. Change their dates and owners as you like.",
        count,
    )
