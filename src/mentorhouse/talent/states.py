"""The lives of a nomination and of a placement, as tables (R2.18, R2.21)."""

from collections.abc import Mapping
from enum import StrEnum

from mentorhouse.access.states import Step
from mentorhouse.languages.saying import mark


class NominationState(StrEnum):
    """Where a nomination stands. It counts once the nominee has stated their own wish."""

    NOMINATED = mark("nominated")
    WISH_STATED = mark("wish stated")
    TAKEN_UP = mark("taken up")
    WITHDRAWN = mark("withdrawn")


COUNTING = frozenset({NominationState.WISH_STATED, NominationState.TAKEN_UP})
"""Where a nomination counts: the nominee has stated their own wish (R3.13)."""


class NominationMove(StrEnum):
    """What happens to a nomination."""

    STATE_WISH = "state wish"
    TAKE_UP = "take up"
    WITHDRAW = "withdraw"
    NOMINATE_AGAIN = "nominate again"


class ActivityKind(StrEnum):
    """How somebody develops."""

    FORMAL_TRAINING = mark("formal training")
    MENTORING = mark("mentoring")
    COACHING = mark("coaching")
    PRACTICAL_LEARNING = mark("practical learning")


class OpportunityKind(StrEnum):
    """What an organisation opens to others' nominees."""

    SECONDMENT = mark("secondment")
    SHADOWING = mark("shadowing")
    PROJECT = mark("project")
    ROLE = mark("role")
    VISIT = mark("visit")


class PlacementState(StrEnum):
    """Where a placement stands."""

    AGREED = mark("agreed")
    UNDER_WAY = mark("under way")
    COMPLETED = mark("completed")
    CALLED_OFF = mark("called off")


class PlacementMove(StrEnum):
    """What happens to a placement."""

    BEGIN = "begin"
    COMPLETE = "complete"
    CALL_OFF = "call-off"


_N, _M = NominationState, NominationMove
NOMINATION: Mapping[NominationMove, Step[NominationState]] = {
    _M.STATE_WISH: Step({_N.NOMINATED}, _N.WISH_STATED),
    _M.TAKE_UP: Step({_N.WISH_STATED}, _N.TAKEN_UP),
    _M.WITHDRAW: Step({_N.NOMINATED, _N.WISH_STATED}, _N.WITHDRAWN),
    _M.NOMINATE_AGAIN: Step({_N.WITHDRAWN}, _N.NOMINATED),
}

_P, _Q = PlacementState, PlacementMove
PLACEMENT: Mapping[PlacementMove, Step[PlacementState]] = {
    _Q.BEGIN: Step({_P.AGREED}, _P.UNDER_WAY),
    _Q.COMPLETE: Step({_P.AGREED, _P.UNDER_WAY}, _P.COMPLETED),
    _Q.CALL_OFF: Step({_P.AGREED, _P.UNDER_WAY}, _P.CALLED_OFF),
}
