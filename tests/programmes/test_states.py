"""Every state of a programme and of taking part, with every move."""

import pytest

from mentorhouse.access.states import NotNow, after
from mentorhouse.programmes.rules import STANDINGS
from mentorhouse.programmes.states import (
    PARTICIPATION,
    PROGRAMME,
    ParticipationMove,
    ParticipationState,
    ProgrammeMove,
    ProgrammeState,
)

PROGRAMMES = {
    ("draft", "open recruitment"): "recruiting",
    ("recruiting", "start matching"): "matching",
    ("matching", "start matching"): "matching",
    ("running", "start matching"): "matching",
    ("matching", "publish matches"): "running",
    ("running", "publish matches"): "running",
}
PEOPLE = {
    ("invited", "accept"): "accepted",
    ("declined", "accept"): "accepted",
    ("invited", "decline"): "declined",
    ("accepted", "decline"): "declined",
}


@pytest.mark.parametrize("state", ProgrammeState)
@pytest.mark.parametrize("move", ProgrammeMove)
def test_every_move_of_a_programme(state, move):
    check(PROGRAMME, PROGRAMMES, state, move)


@pytest.mark.parametrize("state", ParticipationState)
@pytest.mark.parametrize("move", ParticipationMove)
def test_every_move_of_taking_part(state, move):
    check(PARTICIPATION, PEOPLE, state, move)


def check(table, expected, state, move):
    target = expected.get((state.value, move.value))
    if target:
        assert after(table, state, move) == target
    else:
        with pytest.raises(NotNow):
            after(table, state, move)


@pytest.mark.requirement("R2.17")
def test_each_state_says_what_is_possible_and_what_comes_next():
    assert set(STANDINGS) == {state.value for state in ProgrammeState}
    assert all(s.now and s.next for s in STANDINGS.values())
