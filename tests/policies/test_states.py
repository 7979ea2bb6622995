"""The life of a version, over every state and move."""

import pytest

from mentorhouse.access.states import NotNow, after
from mentorhouse.policies.states import DOCUMENT, DocumentMove, DocumentState

D, M = DocumentState, DocumentMove
POSSIBLE = {
    (D.DRAFT, M.WRITE): D.DRAFT,
    (D.DRAFT, M.PUT_IN_FORCE): D.IN_FORCE,
    (D.IN_FORCE, M.REPLACE): D.REPLACED,
}


@pytest.mark.parametrize("state", D)
@pytest.mark.parametrize("move", M)
def test_every_move_from_every_state(state, move):
    if (state, move) in POSSIBLE:
        assert after(DOCUMENT, state, move) is POSSIBLE[state, move]
    else:
        with pytest.raises(NotNow):
            after(DOCUMENT, state, move)
