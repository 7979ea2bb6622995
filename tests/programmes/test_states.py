"""Every state of a programme and of taking part, with every move."""

import re

import pytest

from mentorhouse.access.states import NotNow, after
from mentorhouse.programmes.rules import (
    STANDINGS,
    People,
    check_open,
    pairs_problem,
    refusal,
    still_running,
    ways_from,
)
from mentorhouse.programmes.states import (
    PARTICIPATION,
    PROGRAMME,
    ParticipationMove,
    ParticipationState,
    ProgrammeMove,
    ProgrammeState,
    Work,
)

PROGRAMMES = {
    ("draft", "open recruitment"): "recruiting",
    ("recruiting", "go back to draft"): "draft",
    ("recruiting", "start matching"): "matching",
    ("matching", "start matching"): "matching",
    ("running", "start matching"): "matching",
    ("matching", "publish matches"): "running",
    ("running", "publish matches"): "running",
    ("recruiting", "begin closing"): "closing",
    ("matching", "begin closing"): "closing",
    ("running", "begin closing"): "closing",
    ("closing", "close"): "closed",
    ("closing", "reopen"): "running",
    ("closed", "reopen"): "running",
    ("closed", "archive"): "archived",
    ("archived", "take out of the archive"): "closed",
}
# The states in which each kind of work is refused.
REFUSED = {
    Work.CHANGE_DESIGN: {"closed", "archived"},
    Work.BRING_IN: {"closing", "closed", "archived"},
    Work.INVITE: {"draft", "closing", "closed", "archived"},
    Work.ANSWER: {"draft", "closed", "archived"},
    Work.APPLY: {"draft", "closing", "closed", "archived"},
    Work.MATCH: {"draft", "closing", "closed", "archived"},
    Work.BEGIN_PARTNERSHIP: {"closed", "archived"},
    Work.SET_PLACES: {"closed", "archived"},
    Work.NAME_COORDINATORS: {"archived"},
    Work.NOMINATE: {"draft", "closing", "closed", "archived"},
    Work.KEEP_NOMINATIONS: {"archived"},
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
    assert list(STANDINGS) == [state.value for state in ProgrammeState]
    assert all(s.name and s.now and s.next for s in STANDINGS.values())
    assert len({s.now for s in STANDINGS.values()}) == len(STANDINGS)


@pytest.mark.requirement("R2.17")
@pytest.mark.parametrize("state", ProgrammeState)
@pytest.mark.parametrize("work", Work)
def test_each_state_leaves_room_for_some_work_and_refuses_the_rest_in_words(state, work):
    words = refusal(state.value, work)
    if state.value not in REFUSED[work]:
        assert words == ""
        check_open(state.value, work)
        return
    assert words.endswith(".")
    assert state is ProgrammeState.DRAFT or words.startswith("This programme is")
    with pytest.raises(NotNow, match=re.escape(words)):
        check_open(state.value, work)


@pytest.mark.requirement("R2.17")
@pytest.mark.parametrize(
    ("state", "ways"),
    [
        ("draft", []),
        ("recruiting", ["begin-closing", "back-to-draft"]),
        ("matching", ["begin-closing"]),
        ("running", ["begin-closing"]),
        ("closing", ["close", "reopen"]),
        ("closed", ["archive", "reopen"]),
        ("archived", ["take-out"]),
    ],
)
def test_each_state_offers_its_ways_onward_first(state, ways):
    assert [way.key for way in ways_from(state, people=People())] == ways


def test_who_invited_somebody_cannot_go_back_to_draft():
    people = People(mentors=1, to_invite=0)
    assert "back-to-draft" not in [way.key for way in ways_from("recruiting", people=people)]


def test_how_many_pairs_run_is_said_before_an_end():
    none, one, some = People(), People(pairs=1, in_pairs=2), People(pairs=3, in_pairs=5)
    assert still_running(none) == "No partnership runs in this programme any more."
    assert still_running(one) == "1 partnership still runs, with 2 people in them."
    assert still_running(some) == "3 partnerships still run, with 5 people in them."
    assert pairs_problem(some, seen=3) == ""
    assert "more than when you looked" in pairs_problem(some, seen=2)
