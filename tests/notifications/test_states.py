"""The life of a letter: every state with every move."""

import pytest

from mentorhouse.access.states import NotNow, after
from mentorhouse.notifications.states import LETTER, Move, State

EXPECTED = {
    (State.WAITING, Move.CLAIM): State.SENDING,
    (State.SENDING, Move.CLAIM): State.SENDING,
    (State.SENDING, Move.SEND): State.SENT,
    (State.SENDING, Move.DROP): State.DROPPED,
    (State.SENDING, Move.POSTPONE): State.WAITING,
    (State.SENDING, Move.GIVE_UP): State.FAILED,
    (State.FAILED, Move.TRY_AGAIN): State.WAITING,
}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("move", Move)
def test_every_move_in_every_state(state, move):
    if (state, move) in EXPECTED:
        assert after(LETTER, state, move) == EXPECTED[state, move]
    else:
        with pytest.raises(NotNow):
            after(LETTER, state, move)
