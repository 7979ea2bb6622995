"""The life of a comment on a guide, as a table (R13.05)."""

from collections.abc import Mapping
from enum import StrEnum

from mentorhouse.access.states import Step


class CommentState(StrEnum):
    """Where a comment stands."""

    OPEN = "open"
    DONE = "done"


class CommentMove(StrEnum):
    """What a co-ordinator does with a comment."""

    SETTLE = "settle"
    REOPEN = "reopen"


_S, _M = CommentState, CommentMove
COMMENT: Mapping[CommentMove, Step[CommentState]] = {
    # An answer to what is done already is another word on it; it stays done.
    _M.SETTLE: Step({_S.OPEN, _S.DONE}, _S.DONE),
    _M.REOPEN: Step({_S.DONE}, _S.OPEN),
}
