"""Every state and every move: where it leads, or that it is refused."""

import pytest

from mentorhouse.access.states import NotNow, after
from mentorhouse.talent.states import (
    NOMINATION,
    PLACEMENT,
    NominationMove,
    NominationState,
    PlacementMove,
    PlacementState,
)

EXPECTED = {
    ("nominated", "state wish"): "wish stated",
    ("wish stated", "take up"): "taken up",
    ("nominated", "withdraw"): "withdrawn",
    ("wish stated", "withdraw"): "withdrawn",
    ("withdrawn", "nominate again"): "nominated",
    ("agreed", "begin"): "under way",
    ("agreed", "complete"): "completed",
    ("under way", "complete"): "completed",
    ("agreed", "call-off"): "called off",
    ("under way", "call-off"): "called off",
}
CELLS = [(NOMINATION, state, move) for state in NominationState for move in NominationMove]
CELLS += [(PLACEMENT, state, move) for state in PlacementState for move in PlacementMove]


@pytest.mark.parametrize("table, state, move", CELLS, ids=[f"{s}-{m}" for _, s, m in CELLS])
def test_each_move_leads_where_it_should_or_is_refused(table, state, move):
    expected = EXPECTED.get((state.value, move.value))
    if expected is None:
        with pytest.raises(NotNow, match="already"):
            after(table, state, move)
    else:
        assert after(table, state, move) == expected
