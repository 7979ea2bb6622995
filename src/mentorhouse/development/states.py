"""The life of a goal as a table (R8.01)."""

from collections.abc import Mapping
from enum import StrEnum

from mentorhouse.access.states import Step


class GoalState(StrEnum):
    """Where a goal stands."""

    OPEN = "open"  # being worked on
    REACHED = "reached"
    LET_GO = "let_go"  # no longer right, and nobody is to blame


class ChangeKind(StrEnum):
    """What a change of a goal was."""

    WORDS = "words"  # what it says, how far away it is, by when
    PROGRESS = "progress"
    REACHED = "reached"
    LET_GO = "let_go"
    TAKEN_UP = "taken_up"  # open again


class GoalMove(StrEnum):
    """What becomes of a goal."""

    WRITE = "write"
    PROGRESS = "progress"
    REACH = "reach"
    LET_GO = "let go"
    TAKE_UP = "take up"


_S = GoalState
GOAL: Mapping[GoalMove, Step[GoalState]] = {
    GoalMove.WRITE: Step({_S.OPEN}, _S.OPEN),
    GoalMove.PROGRESS: Step({_S.OPEN}, _S.OPEN),
    GoalMove.REACH: Step({_S.OPEN}, _S.REACHED),
    GoalMove.LET_GO: Step({_S.OPEN}, _S.LET_GO),
    GoalMove.TAKE_UP: Step({_S.REACHED, _S.LET_GO}, _S.OPEN),
}
KINDS: Mapping[GoalMove, ChangeKind] = {
    GoalMove.WRITE: ChangeKind.WORDS,
    GoalMove.PROGRESS: ChangeKind.PROGRESS,
    GoalMove.REACH: ChangeKind.REACHED,
    GoalMove.LET_GO: ChangeKind.LET_GO,
    GoalMove.TAKE_UP: ChangeKind.TAKEN_UP,
}
