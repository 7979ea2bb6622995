"""The figures of the desk: what each counts, in words, and what a co-ordinator can do about it.

Every figure is a fact: a date, a state, a count (R11.02).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from mentorhouse.languages.saying import mark, say


@dataclass(frozen=True)
class Figure:
    """One number of the desk."""

    key: str
    words: str
    means: str
    remedy: str
    of_pairs: bool = False


FIGURES: Mapping[str, Figure] = {
    figure.key: figure
    for figure in (
        Figure(
            "invited",
            mark("Invited"),
            mark("They are in the programme and have not answered."),
            mark("Send invitations to those who have had none, and remind the others in person."),
        ),
        Figure(
            "accepted",
            mark("Accepted"),
            mark("They said that they take part."),
            mark("Make sure that each of them has a match or hears why not."),
        ),
        Figure(
            "declined",
            mark("Declined"),
            mark("They said that they do not take part. They may change their mind."),
            mark("Nothing. Taking part is voluntary."),
        ),
        Figure(
            "unmatched",
            mark("Unmatched"),
            mark("They take part and are in no match that is offered or running."),
            mark("Include them in the next match run, and tell them where things stand."),
        ),
        Figure(
            "offered",
            mark("Offered"),
            mark("A match is offered, and not everyone in it has answered."),
            mark("Ask those who have not answered whether they have seen it."),
            of_pairs=True,
        ),
        Figure(
            "both_accepted",
            mark("Both accepted"),
            mark("Both said yes: the partnership runs."),
            mark("See below which of them have not signed or met."),
            of_pairs=True,
        ),
        Figure(
            "signed",
            mark("Signed"),
            mark("Both have signed the agreement that is in force."),
            mark("Nothing. What it says stays between them, unless they were told otherwise."),
            of_pairs=True,
        ),
        Figure(
            "met",
            mark("Met"),
            mark("The pair has recorded one meeting at least."),
            mark("Nothing. Dates are enough to see that it goes on."),
            of_pairs=True,
        ),
        Figure(
            "quiet",
            mark("Quiet"),
            mark("The pair runs and has recorded no meeting for a while."),
            mark("Ask both, kindly and one by one, whether they need anything."),
            of_pairs=True,
        ),
    )
}


def figures(*, agreements: bool) -> tuple[Figure, ...]:
    """Return the figures of a desk; without agreements nothing is counted as signed."""
    return tuple(one for one in FIGURES.values() if agreements or one.key != "signed")


def quiet_since(today: date, *, quiet_after_days: int) -> date:
    """Return the last day that is too long ago: who met on it, or before, is quiet."""
    return today - timedelta(days=quiet_after_days)


@dataclass(frozen=True)
class PairRow:
    """What the desk knows of one partnership."""

    active: bool
    mentor_accepted: bool
    mentee_accepted: bool
    signed: bool = False
    agrees: bool = True
    last_met_on: date | None = None
    next_on: date | None = None
    # The line manager's part of a three-way start is signed: that alone is known outside the pair.
    managers_part: bool = False


def pair_state(pair: PairRow) -> str:
    """Say how a partnership stands."""
    if not pair.active:
        if pair.mentor_accepted:
            return say("Offered. Mentor accepted.")
        if pair.mentee_accepted:
            return say("Offered. Mentee accepted.")
        return say("Offered. Nobody has answered.")
    if not pair.agrees:
        return say("Running")
    if pair.managers_part:
        return (
            say("Running, signed, line manager’s part signed")
            if pair.signed
            else say("Running, not signed, line manager’s part signed")
        )
    return say("Running, signed") if pair.signed else say("Running, not signed")


# Whom to ask, by whether the mentor and the mentee have said yes.
WHOM_TO_ASK = {
    (True, False): mark("Ask mentee to answer"),
    (False, True): mark("Ask mentor to answer"),
    (False, False): mark("Ask mentor and mentee to answer"),
    (True, True): mark("Nothing"),
}


def pair_action(pair: PairRow, *, quiet: bool) -> str:
    """Say what a co-ordinator can do next about a partnership."""
    if not pair.active:
        return say(WHOM_TO_ASK[pair.mentor_accepted, pair.mentee_accepted])
    if quiet:
        return say("Ask whether they need anything")
    if pair.last_met_on is None and pair.next_on is None:
        return say("Encourage them to plan a first meeting")
    if pair.agrees and not pair.signed:
        return say("Remind them of the agreement")
    return say("Nothing")


def person_action(*, state: str, invited: bool, matched: bool) -> str:
    """Say what a co-ordinator can do next about someone who takes part."""
    if state == "invited":
        return say("Remind them in person") if invited else say("Send the invitation")
    if state == "accepted":
        return say("Nothing") if matched else say("Include in the next match run")
    return say("Nothing")
