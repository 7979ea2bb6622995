"""The life of an obstacle, as a table (R2.25)."""

from collections.abc import Mapping
from enum import StrEnum

from mentorhouse.access.states import Step
from mentorhouse.languages.saying import mark


class ObstacleState(StrEnum):
    """Where an obstacle stands."""

    OPEN = mark("open")
    ANSWERED = mark("answered")
    REMOVED = mark("removed")


class ObstacleMove(StrEnum):
    """What the champion or a co-ordinator does about it."""

    ANSWER = "answer"
    REMOVE = "remove"
    REOPEN = "reopen"


_S, _M = ObstacleState, ObstacleMove
OBSTACLE: Mapping[ObstacleMove, Step[ObstacleState]] = {
    _M.ANSWER: Step({_S.OPEN, _S.ANSWERED}, _S.ANSWERED),
    _M.REMOVE: Step({_S.OPEN, _S.ANSWERED}, _S.REMOVED),
    _M.REOPEN: Step({_S.ANSWERED, _S.REMOVED}, _S.OPEN),
}
