"""The life of a partnership: every move from every state."""

import pytest

from mentorhouse.access.states import NotNow, after
from mentorhouse.partnerships.states import PARTNERSHIP, PartnershipMove, PartnershipState

S, M = PartnershipState, PartnershipMove
LEADS = {
    (S.OFFERED, M.BEGIN): S.ACTIVE,
    (S.OFFERED, M.DECLINE): S.DECLINED,
    (S.OFFERED, M.LAPSE): S.LAPSED,
    (S.ACTIVE, M.END): S.ENDED,
}


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("move", M)
def test_every_move_from_every_state(state, move):
    if (state, move) in LEADS:
        assert after(PARTNERSHIP, state, move) is LEADS[state, move]
    else:
        with pytest.raises(NotNow):
            after(PARTNERSHIP, state, move)
