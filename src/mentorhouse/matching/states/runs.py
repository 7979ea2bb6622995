"""The life of a match run, as a table."""

from collections.abc import Mapping
from enum import StrEnum

from mentorhouse.access.states import Step


class RunState(StrEnum):
    """Where a match run stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DRAFT = "draft"
    HELD = "held"
    SENDING = "sending"
    PUBLISHED = "published"
    FAILED = "failed"
    REPLACED = "replaced"


class RunMove(StrEnum):
    """What happens to a match run.

    A worker that takes up a run again after another was killed begins it once more. A draft whose
    letters are held can be withdrawn until they leave. A large one is sent in many steps.
    """

    BEGIN = "begin"
    FINISH = "finish"
    FAIL = "fail"
    HOLD = "hold"
    WITHDRAW = "withdraw"
    RETURN = "return"
    SEND = "send"
    PUBLISH = "publish"
    REPLACE = "replace"


_S, _M = RunState, RunMove
RUN: Mapping[RunMove, Step[RunState]] = {
    _M.BEGIN: Step({_S.WAITING, _S.RUNNING}, _S.RUNNING),
    _M.FINISH: Step({_S.RUNNING}, _S.DRAFT),
    _M.FAIL: Step({_S.WAITING, _S.RUNNING}, _S.FAILED),
    _M.HOLD: Step({_S.DRAFT}, _S.HELD),
    _M.WITHDRAW: Step({_S.HELD}, _S.DRAFT),
    _M.RETURN: Step({_S.SENDING}, _S.DRAFT),  # nothing of it could be sent
    _M.SEND: Step({_S.DRAFT, _S.HELD}, _S.SENDING),
    _M.PUBLISH: Step({_S.DRAFT, _S.HELD, _S.SENDING}, _S.PUBLISHED),
    _M.REPLACE: Step({_S.DRAFT}, _S.REPLACED),
}
UNDER_WAY = frozenset({_S.WAITING, _S.RUNNING})
LEAVING = frozenset({_S.HELD, _S.SENDING})
STANDING = frozenset({_S.DRAFT, _S.HELD, _S.SENDING})
WITH_PAIRS = STANDING | {_S.PUBLISHED, _S.REPLACED}
