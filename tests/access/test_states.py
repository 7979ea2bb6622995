"""Lives as tables: a move leads on from its sources and is refused from everywhere else."""

from enum import StrEnum

import pytest

from mentorhouse.access.states import NotNow, Step, after, possible


class State(StrEnum):
    OPEN = "open"
    SHUT = "shut"


class Move(StrEnum):
    SHUT = "shut it"


TABLE = {Move.SHUT: Step({State.OPEN}, State.SHUT)}


def test_a_move_leads_on():
    assert after(TABLE, State.OPEN, Move.SHUT) is State.SHUT
    assert possible(TABLE, State.OPEN) == {Move.SHUT}
    assert possible(TABLE, State.SHUT) == frozenset()


def test_a_move_that_is_not_possible_says_so_in_words():
    with pytest.raises(NotNow, match="already shut"):
        after(TABLE, State.SHUT, Move.SHUT)
    with pytest.raises(NotNow, match="The door is shut"):
        after(TABLE, State.SHUT, Move.SHUT, refusal="The door is shut.")
