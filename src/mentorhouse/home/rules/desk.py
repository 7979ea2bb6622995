"""The figures of the desk: what each counts, in words, and what a co-ordinator can do about it.

Every figure is a fact: a date, a state, a count (R11.02).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta


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
            "Invited",
            "They are in the programme and have not answered.",
            "Send invitations to those who have had none, and remind the others in person.",
        ),
        Figure(
            "accepted",
            "Accepted",
            "They said that they take part.",
            "Make sure that each of them has a match or hears why not.",
        ),
        Figure(
            "declined",
            "Declined",
            "They said that they do not take part. They may change their mind.",
            "Nothing. Taking part is voluntary.",
        ),
        Figure(
            "unmatched",
            "Unmatched",
            "They take part and are in no match that is offered or running.",
            "Include them in the next match run, and tell them where things stand.",
        ),
        Figure(
            "offered",
            "Offered",
            "A match is offered, and not everyone in it has answered.",
            "Ask those who have not answered whether they have seen it.",
            of_pairs=True,
        ),
        Figure(
            "both_accepted",
            "Both accepted",
            "Both said yes: the partnership runs.",
            "See below which of them have not signed or met.",
            of_pairs=True,
        ),
        Figure(
            "signed",
            "Signed",
            "Both have signed the agreement that is in force.",
            "Nothing. What it says stays between them, unless they were told otherwise.",
            of_pairs=True,
        ),
        Figure(
            "met",
            "Met",
            "The pair has recorded one meeting at least.",
            "Nothing. Dates are enough to see that it goes on.",
            of_pairs=True,
        ),
        Figure(
            "quiet",
            "Quiet",
            "The pair runs and has recorded no meeting for a while.",
            "Ask both, kindly and one by one, whether they need anything.",
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


def pair_state(pair: PairRow) -> str:
    """Say how a partnership stands."""
    if not pair.active:
        said = [
            role
            for role, yes in (("Mentor", pair.mentor_accepted), ("Mentee", pair.mentee_accepted))
            if yes
        ]
        return f"Offered. {said[0]} accepted." if said else "Offered. Nobody has answered."
    if not pair.agrees:
        return "Running"
    return "Running, signed" if pair.signed else "Running, not signed"


def pair_action(pair: PairRow, *, quiet: bool) -> str:
    """Say what a co-ordinator can do next about a partnership."""
    if not pair.active:
        waiting = [
            role
            for role, yes in (("mentor", pair.mentor_accepted), ("mentee", pair.mentee_accepted))
            if not yes
        ]
        return f"Ask {' and '.join(waiting)} to answer"
    if quiet:
        return "Ask whether they need anything"
    if pair.last_met_on is None and pair.next_on is None:
        return "Encourage them to plan a first meeting"
    if pair.agrees and not pair.signed:
        return "Remind them of the agreement"
    return "Nothing"


def person_action(*, state: str, invited: bool, matched: bool) -> str:
    """Say what a co-ordinator can do next about someone who takes part."""
    if state == "invited":
        return "Remind them in person" if invited else "Send the invitation"
    if state == "accepted":
        return "Nothing" if matched else "Include in the next match run"
    return "Nothing"
