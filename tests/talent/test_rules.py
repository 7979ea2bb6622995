"""What a board may be told, and dates."""

from datetime import date
from itertools import product

import pytest

from mentorhouse.talent import rules


def shown(counts, small=5):
    things = [what for what, number in counts.items() for _ in range(number)]
    return {one.what: one.shown for one in rules.counted(things, small_number=small)}


def test_numbers_are_told_and_small_ones_are_not():
    assert shown({"A": 7, "B": 12}) == {"A": "7", "B": "12"}
    assert rules.told(0, 5) == "none"
    assert rules.told(4, 5) == "fewer than 5"
    assert rules.told(5, 5) == "5"
    assert shown({}) == {}


@pytest.mark.requirement("R2.21")
def test_a_small_number_is_not_to_be_worked_out_from_the_total():
    assert shown({"A": 2, "B": 7, "C": 12}) == {"A": "not shown", "B": "not shown", "C": "12"}
    assert shown({"A": 1, "B": 2, "C": 6, "D": 9}) == {
        "A": "not shown", "B": "not shown", "C": "not shown", "D": "9",
    }  # fmt: skip
    assert shown({"A": 2, "B": 4, "C": 6}) == {"A": "not shown", "B": "not shown", "C": "6"}
    assert shown({"A": 3}) == {"A": "not shown"}


def test_whoever_knows_the_total_cannot_tell_a_small_number():
    for numbers in product(range(1, 9), repeat=3):
        counts = dict(zip("ABC", numbers, strict=True))
        told = shown(counts)
        hidden = [what for what, words in told.items() if not words.isdigit()]
        if len(hidden) in {0, 3}:
            continue  # nothing is kept back, or there is nothing that is told
        rest = sum(counts[what] for what in hidden)
        fits = [
            guess
            for guess in product(range(1, rest), repeat=len(hidden))
            if sum(guess) == rest and min(guess) < 5
        ]
        for place, what in enumerate(hidden):
            assert len({guess[place] for guess in fits}) > 1, (counts, told, what)


def test_a_placement_counts_in_the_year_it_begins():
    assert rules.year_of(date(2027, 12, 31)) == "2027"


def test_the_last_day_is_not_before_the_first():
    assert rules.period_problem(date(2027, 1, 2), None) == ""
    assert rules.period_problem(date(2027, 1, 2), date(2027, 1, 2)) == ""
    assert "before the first" in rules.period_problem(date(2027, 1, 2), date(2027, 1, 1))


def test_every_state_has_words():
    assert set(rules.STANDINGS) == set(rules.NominationState)
    assert set(rules.PLACED) == set(rules.PlacementState)
