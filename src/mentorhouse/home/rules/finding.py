"""How those of a partnership find a time: two pick from offers, more answer a poll."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class PollFact:
    """What an open poll of times asks of one of them."""

    id: UUID
    answered: bool
    picks: bool
    ready: bool


@dataclass(frozen=True)
class FindingTimes:
    """How times are found: more than two answer a poll."""

    several: bool = False
    poll: PollFact | None = None
