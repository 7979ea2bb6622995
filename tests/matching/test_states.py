"""The life of a match run: every move from every state."""

import pytest

from mentorhouse.access.states import NotNow, after
from mentorhouse.matching.states import RUN, RunMove, RunState

S, M = RunState, RunMove
LEADS = {
    (S.WAITING, M.BEGIN): S.RUNNING,
    (S.RUNNING, M.BEGIN): S.RUNNING,
    (S.RUNNING, M.FINISH): S.DRAFT,
    (S.WAITING, M.FAIL): S.FAILED,
    (S.RUNNING, M.FAIL): S.FAILED,
    (S.DRAFT, M.HOLD): S.HELD,
    (S.HELD, M.WITHDRAW): S.DRAFT,
    (S.DRAFT, M.PUBLISH): S.PUBLISHED,
    (S.HELD, M.PUBLISH): S.PUBLISHED,
    (S.DRAFT, M.SEND): S.SENDING,
    (S.HELD, M.SEND): S.SENDING,
    (S.SENDING, M.PUBLISH): S.PUBLISHED,
    (S.SENDING, M.RETURN): S.DRAFT,
    (S.DRAFT, M.REPLACE): S.REPLACED,
}


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("move", M)
def test_every_move_from_every_state(state, move):
    if (state, move) in LEADS:
        assert after(RUN, state, move) is LEADS[state, move]
    else:
        with pytest.raises(NotNow):
            after(RUN, state, move)
