"""How somebody stands on the register today, with reasons: decided by hand, or by a date (R4.01).

Nothing has to run for a place to lapse or for supervision to be overdue: both are read off dates.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes.design import Design
from mentorhouse.register.rules import admission
from mentorhouse.register.rules.admission import Known, Step, Verdict, Where
from mentorhouse.register.states import EntryState, How


class Status(StrEnum):
    """Where a mentor stands. The value is the word of code and filters."""

    APPLIED = "applied"
    IN_TRAINING = "in_training"
    ACTIVE = "active"
    PAUSED = "paused"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"


STATUS_WORDS = {
    Status.APPLIED: mark("Not on the register yet"),
    Status.IN_TRAINING: mark("In training"),
    Status.ACTIVE: mark("On the register"),
    Status.PAUSED: mark("Paused"),
    Status.LAPSED: mark("Lapsed"),
    Status.WITHDRAWN: mark("Withdrawn"),
}


@dataclass(frozen=True)
class Facts:
    """What an entry holds, and what is known of its mentor."""

    state: EntryState = EntryState.APPLIED
    how: How | None = None
    admitted_on: date | None = None
    renew_by: date | None = None
    supervised_on: date | None = None
    away: bool = False  # the mentor said so, in every programme (R1.08)
    paused_here: bool = False  # or in this one only
    known: Known = field(default_factory=Known)


@dataclass(frozen=True)
class Standing:
    """The status, why, and what to do about it."""

    status: Status
    reasons: tuple[Step, ...] = ()
    # The rule is met and a co-ordinator may admit in one press.
    may_be_admitted: bool = False

    @property
    def words(self) -> str:
        """The status as people read it."""
        return say(STATUS_WORDS[self.status])

    @property
    def active(self) -> bool:
        """Whether the mentor may be found and matched."""
        return self.status is Status.ACTIVE


ACTIVE = Standing(Status.ACTIVE)
NOT_ON_IT_ANY_MORE = mark("This mentor has left the register.")
PAUSED_BY_HAND = mark("New matches are paused.")
# As the person reads it, and as others do.
AWAY = (
    mark("You are away and take no new matches for now."),
    mark("Is away and takes no new matches for now."),
)
AWAY_HERE = (
    mark("You take no new matches in this programme for now."),
    mark("Takes no new matches in this programme for now."),
)
OVERDUE = mark("Supervision is overdue, so new matches are paused.")
LAPSED = mark("The place on the register ended and was not renewed.")
FOR_THE_COORDINATOR = mark("All is there. A co-ordinator admits to the register.")


def standing(facts: Facts, design: Design, *, on: date) -> Standing:
    """Say how a mentor stands on a day, with reasons."""
    if facts.state is EntryState.WITHDRAWN:
        return _because(Status.WITHDRAWN, NOT_ON_IT_ANY_MORE)
    if facts.state is EntryState.APPLIED:
        said = admission.verdict(design, facts.known)
        if not admission.by_itself(design, said):
            return _not_yet(said)
    return _admitted(facts, design, on=on)


def away(*, here: bool) -> Step:
    """Say that somebody pauses, in this place or everywhere, and where they end it."""
    own, told = AWAY_HERE if here else AWAY
    return Step(say(own), Where.PLACE if here else Where.PROFILE, say(told))


def supervision_due(design: Design, facts: Facts) -> date | None:
    """Return the day by which supervision is due; None where it is not regular."""
    every, last = design.supervision.every_days, facts.supervised_on or facts.admitted_on
    if design.supervision.kind == "off" or every is None or last is None:
        return None
    return last + timedelta(days=every)


def overdue(design: Design, facts: Facts, *, on: date) -> bool:
    """Whether supervision is so late that new matches pause."""
    due, grace = supervision_due(design, facts), design.supervision.pause_after_days
    return due is not None and grace is not None and due + timedelta(days=grace) < on


def _not_yet(said: Verdict) -> Standing:
    if said.met:
        step = Step(say(FOR_THE_COORDINATOR), Where.COORDINATOR)
        return Standing(Status.APPLIED, (step,), may_be_admitted=True)
    trains = any(step.where is Where.TRAINING for step in said.missing)
    waits = any(step.where is Where.COORDINATOR for step in said.missing)
    return Standing(Status.IN_TRAINING if trains and not waits else Status.APPLIED, said.missing)


def _admitted(facts: Facts, design: Design, *, on: date) -> Standing:
    if facts.renew_by is not None and facts.renew_by < on:
        return _because(Status.LAPSED, LAPSED)
    # Who was there before, or was admitted all the same, is not asked for training again.
    asked = facts.how not in {How.BEFORE, How.DECISION}
    untrained = admission.training_missing(design, facts.known.profile.completed)
    if asked and untrained:
        return Standing(Status.IN_TRAINING, (untrained,))
    pauses = []
    if facts.state is EntryState.PAUSED:
        pauses.append(Step(say(PAUSED_BY_HAND), Where.COORDINATOR))
    if facts.paused_here or facts.away:
        pauses.append(away(here=facts.paused_here))
    if overdue(design, facts, on=on):
        pauses.append(Step(say(OVERDUE), Where.OWN_ENTRY))
    if unchecked := admission.check_missing(design, checked=facts.known.checked):
        pauses.append(unchecked)
    return Standing(Status.PAUSED, tuple(pauses)) if pauses else ACTIVE


def _because(status: Status, words: str) -> Standing:
    return Standing(status, (Step(say(words), Where.COORDINATOR),))
