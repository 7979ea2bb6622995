"""The life of an agreement, over every state and move."""

from itertools import product

import pytest

from mentorhouse.access.states import NotNow, after
from mentorhouse.agreements.states import (
    AGREEMENT,
    AgreementMove,
    AgreementState,
    saving,
    signing,
)

S, M = AgreementState, AgreementMove
EXPECTED = {
    (S.DRAFT, M.REDRAFT): S.DRAFT,
    (S.DRAFT, M.SIGN_FIRST): S.PART_SIGNED,
    (S.AMENDED, M.AMEND): S.AMENDED,
    (S.AMENDED, M.SIGN_FIRST): S.PART_SIGNED,
    (S.PART_SIGNED, M.AMEND): S.AMENDED,
    (S.PART_SIGNED, M.SIGN_NEXT): S.PART_SIGNED,
    (S.PART_SIGNED, M.SIGN_LAST): S.SIGNED,
    (S.SIGNED, M.AMEND): S.AMENDED,
}


@pytest.mark.parametrize("state, move", list(product(S, M)))
def test_every_state_and_move(state, move):
    if (state, move) in EXPECTED:
        assert after(AGREEMENT, state, move) is EXPECTED[state, move]
    else:
        with pytest.raises(NotNow):
            after(AGREEMENT, state, move)


@pytest.mark.parametrize("state", list(S))
def test_saving_is_possible_in_every_state(state):
    assert after(AGREEMENT, state, saving(state)) in {S.DRAFT, S.AMENDED}


def test_the_last_signature_is_told_from_the_first():
    assert signing(already=0, members=2) is M.SIGN_FIRST
    assert signing(already=1, members=2) is M.SIGN_LAST
    assert signing(already=1, members=3) is M.SIGN_NEXT
