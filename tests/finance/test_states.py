"""Every state and every move: where it leads, or that it is refused."""

import pytest

from mentorhouse.access.states import NotNow, after
from mentorhouse.finance.states import (
    CLAIM,
    ENTRY,
    ClaimMove,
    ClaimState,
    EntryMove,
    EntryState,
)

EXPECTED = {
    ("sent", "ask"): "asked",
    ("sent", "withdraw"): "withdrawn",
    ("sent", "approve"): "approved",
    ("sent", "decline"): "declined",
    ("asked", "answer"): "sent",
    ("asked", "withdraw"): "withdrawn",
    ("asked", "approve"): "approved",
    ("asked", "decline"): "declined",
    ("approved", "take back"): "sent",
    ("approved", "pay"): "paid",
    ("declined", "take back"): "sent",
    ("open", "settle"): "paid",
    ("open", "strike out"): "struck out",
    ("booked", "strike out"): "struck out",
    ("paid", "reopen"): "open",
}
CELLS = [(CLAIM, state, move) for state in ClaimState for move in ClaimMove]
CELLS += [(ENTRY, state, move) for state in EntryState for move in EntryMove]


@pytest.mark.parametrize("table, state, move", CELLS, ids=[f"{s}-{m}" for _, s, m in CELLS])
def test_each_move_leads_where_it_should_or_is_refused(table, state, move):
    expected = EXPECTED.get((state.value, move.value))
    if expected is None:
        with pytest.raises(NotNow, match="already"):
            after(table, state, move)
    else:
        assert after(table, state, move) == expected
