"""The short line that shows how a running pair stands: accepted, signed, next meeting, last met."""

from dataclasses import dataclass
from datetime import date, datetime

from mentorhouse.agreements.states import AgreementState
from mentorhouse.home.rules.pairs import PairFacts
from mentorhouse.languages.saying import say


@dataclass(frozen=True)
class Mark:
    """One point on the short line that shows how a pair stands."""

    words: str
    done: bool
    on: date | datetime | None = None
    planned: bool = False  # it is still to come


def line_of(pair: PairFacts, *, at: datetime) -> tuple[Mark, ...]:
    """Return the line of a running pair: accepted, signed, next meeting, last met."""
    signed = pair.agreement is AgreementState.SIGNED
    next_at = pair.next_at(at)
    agreement = say("Agreement signed") if signed else say("Agreement not signed yet")
    accepted = say("All accepted") if pair.finding.several else say("Both accepted")
    return (
        Mark(accepted, pair.began_at is not None, pair.began_at),
        *((Mark(agreement, signed),) if pair.has_clauses else ()),
        Mark(
            say("Next meeting") if next_at else say("No meeting planned"),
            next_at is not None,
            next_at,
            planned=next_at is not None,
        ),
        Mark(
            say("Last met") if pair.last_met_on else say("Not met yet"),
            pair.last_met_on is not None,
            pair.last_met_on,
        ),
    )
