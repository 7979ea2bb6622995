"""Nobody who is mentored is named."""

import pytest

from mentorhouse.communication.rules import named_in

SAM = [("Sam", "Field")]


@pytest.mark.requirement("R4.11")
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I wonder about Sam.", "Sam"),
        ("sam field came late", "Sam Field"),
        ("Mr Field came late", "Field"),
        ("A field of work, the same samples", ""),
        ("Somebody I mentor came late", ""),
    ],
)
def test_a_name_is_found_as_a_whole_word(text, found):
    assert named_in(text, SAM) == found


def test_a_name_of_one_word_and_of_another_script_is_found():
    assert named_in("Ich sprach mit Zoë über Ziele", [("Zoë", "")]) == "Zoë"
    assert named_in("今日は田中さんと話した", [("田中さん", "")]) == ""  # no borders of words there
    assert named_in("田中 came", [("田中", "")]) == "田中"


def test_what_has_a_meaning_in_a_pattern_is_taken_as_it_is():
    assert named_in("About D. (Dot) Who", [("D. (Dot)", "Who")]) == "D. (Dot) Who"
    assert named_in("anything", [("", ""), (".*", ".+")]) == ""
