"""Figures that give nobody away: whoever solves every sum learns no more than the words say."""

from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorhouse.reporting.rules.gate import (
    Reader,
    Shown,
    Way,
    change_says_too_much,
    given_away,
    released,
    rounded,
    says_too_much,
)

ALL = "all"


def full(parts):
    return {**parts, ALL: sum(parts.values())}


def sums(parts):
    return {ALL: [*parts]}


def as_they_are(parts, least):
    """The control: small figures hidden, nothing else done."""
    return {
        name: Shown(Way.EXACT, n) if n >= least else Shown(Way.SMALL)
        for name, n in full(parts).items()
    }


def by_hand(report, parts, least):
    """The bounds of each figure, by reckoning of our own: what the sum leaves to each part."""
    room = {name: shown.bounds(least) for name, shown in report.items()}
    low, high = room[ALL]
    found = {
        ALL: (
            max(low, sum(room[name][0] for name in parts)),
            min(high, sum(room[name][1] for name in parts)),
        )
    }
    for name in parts:
        others = [room[other] for other in parts if other != name]
        found[name] = (
            max(room[name][0], low - sum(most for _least, most in others)),
            min(room[name][1], high - sum(fewest for fewest, _most in others)),
        )
    return found


@pytest.mark.requirement("R12.04")
@settings(deadline=None, max_examples=25)
@given(st.lists(st.integers(0, 14), min_size=2, max_size=4), st.integers(3, 5))
def test_whatever_the_hidden_figures_were_the_report_fits_all_of_them(counts, least):
    """Try every number that each figure could be, against all that is shown."""
    parts = {str(number): count for number, count in enumerate(counts)}
    report = released(full(parts), sums(parts), [], least=least)
    room = {name: shown.bounds(least) for name, shown in report.items()}
    most = 14 * len(parts)
    ranges = [range(int(room[name][0]), int(min(room[name][1], most)) + 1) for name in parts]
    low, high = room[ALL]
    possible = [guess for guess in product(*ranges) if low <= sum(guess) <= high]
    for place, count in enumerate(counts):
        left = {guess[place] for guess in possible}
        assert count in left
        assert min(left) >= least or {0, least - 1} <= left


@pytest.mark.requirement("R12.04")
def test_one_who_comes_between_two_reports_is_not_made_out():
    parts, later = {"in": 36, "out": 26, "asked": 9}, {"in": 37, "out": 26, "asked": 8}
    first = released(full(parts), sums(parts), [], least=5)
    before = Reader(first, sums(parts), least=5)
    control = Reader(as_they_are(later, 5), sums(later), least=5)
    assert set(given_away(control, [before])) == {"in", "asked"}
    second = released(full(later), sums(later), [before], least=5)
    after = Reader(second, sums(later), least=5)
    assert not [*given_away(after, [before])]
    assert second["out"] == Shown(Way.EXACT, 26)  # nobody came or went, and that may be known
    assert second["in"] == Shown(Way.ROUNDED, 35)


@pytest.mark.requirement("R12.04")
def test_a_programme_of_three_shows_nothing_but_that_it_is_small():
    parts = {"in": 2, "out": 1}
    report = released(full(parts), sums(parts), [], least=5)
    assert {shown.way for shown in report.values()} == {Way.SMALL}


@pytest.mark.requirement("R12.04")
@pytest.mark.parametrize("programmes", [8, pytest.param(1000, marks=pytest.mark.soak)])
def test_simulated_programmes_keep_their_small_groups(programmes):
    """Programmes of 20 to 500 people, four reports each; the reader here reckons on their own."""
    random = Random(20261123)  # noqa: S311  # the same programmes each time
    lost = control = 0
    for _programme in range(programmes):
        people, names = random.randint(20, 500), ("a", "b", "c", "d", "e")
        share = [random.random() ** 3 for _name in names]
        parts = {n: int(people * s / sum(share)) for n, s in zip(names, share, strict=True)}
        before, reads = [], []
        for _week in range(4):
            report = released(full(parts), sums(parts), before, least=5)
            found = by_hand(report, parts, 5)
            lost += _solved(found, reads)
            control += _solved(by_hand(as_they_are(parts, 5), parts, 5), [])
            before, reads = [Reader(report, sums(parts), least=5), *before], [found, *reads]
            parts = {n: max(0, c + random.choice((0, 0, 1, 2, -1, 7))) for n, c in parts.items()}
    assert lost == 0
    assert control > programmes / 10  # with the gate off the same reader finds people


def _solved(found, earlier):
    """How many small figures and small changes the reader has narrowed down."""
    return sum(says_too_much(bounds, 5) for bounds in found.values()) + sum(
        change_says_too_much((low - then[name][1], high - then[name][0]), 5)
        for then in earlier
        for name, (low, high) in found.items()
    )


@given(st.integers(0, 500), st.integers(2, 50))
def test_a_rounded_figure_lies_within_what_its_reader_takes_it_for(count, least):
    if count >= least:
        low, high = Shown(Way.ROUNDED, rounded(count, least)).bounds(least)
        assert low <= count <= high
        assert high - low < least
