"""The life of a letter as one table."""

from collections.abc import Mapping
from enum import StrEnum

from mentorhouse.access.states import Step


class State(StrEnum):
    """Where a letter is."""

    WAITING = "waiting"  # until it is due
    SENDING = "sending"  # a worker holds it until its lease ends
    SENT = "sent"  # the channel took it
    FAILED = "failed"  # tried to the end; an administrator sees it
    DROPPED = "dropped"  # its cause was gone when it was to be written


class Move(StrEnum):
    """What can happen to a letter."""

    CLAIM = "claim"
    SEND = "send"
    DROP = "drop"
    POSTPONE = "postpone"
    GIVE_UP = "give up"
    TRY_AGAIN = "try again"


# A letter that is being sent may be claimed anew: who held it has died, and the lease ended.
LETTER: Mapping[Move, Step[State]] = {
    Move.CLAIM: Step({State.WAITING, State.SENDING}, State.SENDING),
    Move.SEND: Step({State.SENDING}, State.SENT),
    Move.DROP: Step({State.SENDING}, State.DROPPED),
    Move.POSTPONE: Step({State.SENDING}, State.WAITING),
    Move.GIVE_UP: Step({State.SENDING}, State.FAILED),
    Move.TRY_AGAIN: Step({State.FAILED}, State.WAITING),
}
