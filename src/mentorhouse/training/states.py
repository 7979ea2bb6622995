"""The life of a statement from a learning system, as a table."""

from collections.abc import Mapping
from enum import StrEnum

from mentorhouse.access.states import Step


class StatementState(StrEnum):
    """Where a statement stands."""

    WAITING = "waiting"  # nobody or no course of the programme fits it yet
    COUNTED = "counted"
    PUT_ASIDE = "put aside"


class StatementMove(StrEnum):
    """What becomes of a statement that waits."""

    COUNT = "count"
    PUT_ASIDE = "put aside"


_S, _M = StatementState, StatementMove
STATEMENT: Mapping[StatementMove, Step[StatementState]] = {
    _M.COUNT: Step({_S.WAITING}, _S.COUNTED),
    _M.PUT_ASIDE: Step({_S.WAITING}, _S.PUT_ASIDE),
}
