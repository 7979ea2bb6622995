"""What a run is asked: people, rules, what a co-ordinator laid down; and what makes no sense."""

from collections.abc import Sequence
from dataclasses import dataclass

from mentorhouse.languages.saying import say
from mentorhouse.matching.engine.faults import MatchError
from mentorhouse.matching.engine.people import People
from mentorhouse.matching.engine.rules import Rules

WHOLE = 1_000  # what may be given up for the worst-off is counted in thousandths


@dataclass(frozen=True)
class Forbidden:
    """Two people who must not be paired, and why, in words for the co-ordinator."""

    mentee: str
    mentor: str
    reason: str


@dataclass(frozen=True)
class Request:
    """Everything that a run depends on. `waiting` is any number that grows with the wait.

    `demand` says how many different mentors each mentee is to have (a shortlist), one each if it
    is empty. A pair that fits less than `least` hundredths, private criteria included, is not
    made. Who is `withdrawn` takes no part, on either side. `priority` says in how many earlier
    rounds each mentee went without: they come before the total, never before the number of pairs.
    `tolerance` is how many thousandths of the total may be given up so that the pair that fits
    least fits better; None asks for no such thing.
    """

    mentees: People
    mentors: People
    capacity: Sequence[int]
    rules: Rules
    waiting: Sequence[int] = ()
    locked: Sequence[tuple[str, str]] = ()
    forbidden: Sequence[Forbidden] = ()
    seed: int = 0
    demand: Sequence[int] = ()
    least: int = 0
    withdrawn: Sequence[str] = ()
    priority: Sequence[int] = ()
    tolerance: int | None = None


def check(request: Request) -> None:
    """Refuse what makes no sense, with words."""
    if len(request.capacity) != len(request.mentors):
        raise MatchError(say("Each mentor needs a number of places."))
    if any(places < 0 for places in request.capacity):
        raise MatchError(say("A mentor cannot have fewer than no places."))
    if request.demand and len(request.demand) != len(request.mentees):
        raise MatchError(
            say("Either every mentee has a number of mentors to be offered or none has.")
        )
    if any(wanted < 0 for wanted in request.demand):
        raise MatchError(say("A mentee cannot be offered fewer than no mentors."))
    if request.waiting and len(request.waiting) != len(request.mentees):
        raise MatchError(say("Either every mentee has a waiting time or none has."))
    _check_order(request)


def _check_order(request: Request) -> None:
    if request.priority and len(request.priority) != len(request.mentees):
        raise MatchError(say("Either every mentee has a number of rounds without or none has."))
    if any(rounds < 0 for rounds in request.priority):
        raise MatchError(say("A mentee cannot have gone without in fewer than no rounds."))
    if request.tolerance is not None and not 0 <= request.tolerance <= WHOLE:
        raise MatchError(say("What may be given up of the total is 0 to 1,000 thousandths."))
