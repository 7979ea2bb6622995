"""Words, slips, towns and rows of bits: plain values in and out."""

import random

import pytest

from mentorhouse.people.rules import Entry, Vocabulary
from mentorhouse.register.rules import bits
from mentorhouse.register.rules.finding import Told, Wanted, keys_of, reasons
from mentorhouse.register.rules.towns import miles, near, towns_in
from mentorhouse.register.rules.words import Known, as_term, asked_in, distance, words_in

WORDS = Vocabulary((Entry("1", "Coaching skills", ("coaching", "helping others think")),))
KNOWN = Known({"coaching": 5, "coach": 2, "leadership": 9, "leaders": 1, "nurse": 3, "purse": 1})


def test_words_are_folded_and_say_something():
    assert words_in("The nurse, Siân O’Néill — of LEEDS!") == {"nurse", "sian", "neill", "leeds"}


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [("coaching", "coaching", 0), ("coching", "coaching", 1), ("caoching", "coaching", 1),
     ("nurse", "purse", 1), ("leedership", "leadership", 1), ("leedershp", "leadership", 2),
     ("ab", "ba", 1), ("finance", "nursing", 3)],
)  # fmt: skip
def test_slips_are_counted(one, other, slips):
    assert distance(one, other, 2) == slips
    assert distance(other, one, 2) == slips


@pytest.mark.requirement("R5.02")
def test_one_slip_is_forgiven_in_a_word_and_two_in_a_long_one():
    assert KNOWN.like("caoch") == ["coach"]
    assert KNOWN.like("leadreshpi") == ["leadership"]
    assert KNOWN.like("nrs") == []
    assert KNOWN.like("nuresry") == []


def test_the_nearest_words_stand_first_and_by_how_many_use_them():
    assert KNOWN.like("murse") == ["nurse", "purse"]
    assert KNOWN.beginning("coach") == ["coaching"]
    assert KNOWN.beginning("lead") == []


@pytest.mark.requirement("R1.05")
def test_a_search_is_taken_apart_into_terms_and_words():
    asked = asked_in("a nurse, helping others think", WORDS)
    assert [(one.typed, one.term) for one in asked] == [
        ("nurse", ""), ("helping others think", "Coaching skills"),
    ]  # fmt: skip
    assert "coaching" in asked[1].same


def test_a_very_long_search_is_cut():
    assert len(asked_in("word " * 5000, WORDS)) == 8


def test_towns_are_known_by_their_names_and_lie_where_they_lie():
    assert towns_in("Newcastle upon Tyne, or by video from YORK.") == (
        "Newcastle upon Tyne",
        "York",
    )
    assert towns_in("Ward 5, Somewhere") == ()
    assert 20 <= miles("Leeds", "York") <= 25
    assert 165 <= miles("London", "Leeds") <= 175
    assert {"Leeds", "Bradford", "Wakefield"} <= set(near("Leeds", 10))
    assert "York" not in near("Leeds", 10)


def test_reasons_tell_only_what_is_so():
    told = Told(name="Ann Lee", skills=("coaching",), location="Leeds", languages="Welsh, English")
    wanted = Wanted("coaching", "York", 25, chosen=(("language", "welsh"),))
    said = reasons(told, wanted, asked_in("coaching", WORDS), [as_term("coaching", WORDS)], WORDS)
    assert said == (
        "Offers Coaching skills, which you look for.",
        "Offers Coaching skills, which you want to develop.",
        "Speaks Welsh.",
        f"Works or meets in Leeds, about {miles('York', 'Leeds')} miles from York.",
    )
    assert reasons(Told(name="Bo"), wanted, asked_in("coaching", WORDS), (), WORDS) == ()


def test_keys_are_no_longer_than_the_database_takes():
    told = Told(skills=("ﷺ" * 100,), about="x" * 5000, languages="English")
    assert max(map(len, keys_of(told))) <= 240


def test_rows_of_bits_are_sets():
    rng = random.Random(4)  # noqa: S311  # a test
    some = sorted(rng.sample(range(50_000), 3000))
    row = bits.of(some)
    assert list(bits.numbers(row)) == some
    assert bits.unpacked(bits.packed(row)) == row
    assert bits.cut(row, 2500, 20) == some[2500:2520]
    assert bits.cut(row, 2995, 20) == some[2995:]
    late, early = bits.turned(row, 25_000)
    assert [*bits.numbers(early), *bits.numbers(late)] == some
    assert bits.of(()) == 0
    assert bits.unpacked(bits.packed(0)) == 0


def test_levels_count_how_much_of_what_is_wished_each_has():
    among, wishes = bits.of([1, 2, 3, 4]), [bits.of([1, 2, 9]), bits.of([2, 3]), bits.of([2])]
    found = [list(bits.numbers(row)) for row in bits.levels(among, wishes)]
    assert found == [[2], [], [1, 3], [4]]
