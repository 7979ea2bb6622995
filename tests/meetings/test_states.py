"""The lives of a meeting and of a log, over every state and move."""

from itertools import product

import pytest

from mentorhouse.access.states import NotNow, after
from mentorhouse.meetings.states import (
    LOG,
    MEETING,
    OFFERING,
    PICKING,
    LogMove,
    LogState,
    MeetingMove,
    MeetingState,
)

S, M = MeetingState, MeetingMove
EXPECTED = {
    (S.PROPOSED, M.OFFER_OTHERS): S.PROPOSED,
    (S.PROPOSED, M.PICK): S.AGREED,
    (S.PROPOSED, M.WITHDRAW): S.WITHDRAWN,
    (S.AGREED, M.OFFER_MOVE): S.MOVING,
    (S.MOVING, M.OFFER_OTHER_MOVE): S.MOVING,
    (S.MOVING, M.PICK_MOVE): S.AGREED,
    (S.MOVING, M.KEEP): S.AGREED,
    (S.AGREED, M.CANCEL): S.CANCELLED,
    (S.MOVING, M.CANCEL): S.CANCELLED,
    **{(s, M.HOLD): S.HELD for s in (S.AGREED, S.MOVING, S.HELD, S.MISSED)},
    **{(s, M.MISS): S.MISSED for s in (S.AGREED, S.MOVING, S.HELD, S.MISSED)},
}


@pytest.mark.parametrize("state, move", list(product(S, M)))
def test_every_state_and_move(state, move):
    if (state, move) in EXPECTED:
        assert after(MEETING, state, move) is EXPECTED[state, move]
    else:
        with pytest.raises(NotNow):
            after(MEETING, state, move)


def test_offering_and_picking_are_moves_of_their_states():
    for state, move in [*OFFERING.items(), *PICKING.items()]:
        after(MEETING, state, move)


@pytest.mark.parametrize("move", list(LogMove))
def test_a_confirmed_log_stays(move):
    with pytest.raises(NotNow):
        after(LOG, LogState.CONFIRMED, move)


def test_an_open_log_is_written_and_confirmed():
    assert after(LOG, LogState.OPEN, LogMove.WRITE) is LogState.OPEN
    assert after(LOG, LogState.OPEN, LogMove.CONFIRM) is LogState.CONFIRMED
