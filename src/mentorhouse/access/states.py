"""Lives as tables: `{Move: Step(from, to)}`, the same shape in every room (design 5)."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from enum import StrEnum
from typing import Generic, TypeVar

StateT = TypeVar("StateT", bound=StrEnum)
MoveT = TypeVar("MoveT", bound=StrEnum)


class NotNow(Exception):
    """The move is not possible in this state. The message is fit for a person."""


class Step(Generic[StateT]):
    """From which states a move is possible, and where it leads."""

    def __init__(self, sources: AbstractSet[StateT], target: StateT) -> None:
        self.sources = frozenset(sources)
        self.target = target


def after(
    table: Mapping[MoveT, Step[StateT]], state: StateT, move: MoveT, *, refusal: str = ""
) -> StateT:
    """Return the state after the move. Raises `NotNow` where the table has no such step."""
    step = table[move]
    if state not in step.sources:
        raise NotNow(refusal or f"This cannot be done any more: it is already {state.value}.")
    return step.target


def possible(table: Mapping[MoveT, Step[StateT]], state: StateT) -> frozenset[MoveT]:
    """Return the moves that are possible in a state."""
    return frozenset(move for move, step in table.items() if state in step.sources)
