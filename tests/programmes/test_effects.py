"""What a change brings about, in words: every part of a design has them, none works backwards."""

import copy

import pytest

from mentorhouse.programmes import rules
from mentorhouse.programmes.design import Design, plain, shipped_design
from mentorhouse.programmes.design.telling import NOTHING, differences
from mentorhouse.programmes.design.walk import ELSEWHERE, by_path
from mentorhouse.programmes.rules.effects import EFFECTS, counted, effect_of

TOUCHED = rules.Touched(mentors=2, mentees=1, waiting=3, pairs=1)


def test_every_part_of_a_design_says_what_its_change_brings_about():
    parts = {name for name in Design.model_fields if name not in (*ELSEWHERE, "format")}
    assert parts <= set(EFFECTS)
    for path in by_path():
        effect = effect_of(path)
        assert effect.whom
        assert effect.since.endswith(".")


def test_every_effect_is_of_a_setting_that_exists():
    known = by_path()
    for path in EFFECTS:
        assert any(one == path or one.startswith(f"{path}.") for one in known), path


def test_confidentiality_never_works_backwards_and_agreements_that_are_begun_stay():
    assert "Never backwards" in effect_of("confidentiality.coordinator_reads_content").since
    assert "not begun" in effect_of("agreement.clauses").since
    assert "begin from now on" in effect_of("timing.length_months").since
    assert "never taken away" in effect_of("mentors.largest_capacity").since


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("", ""),
        ("all", "Now: 2 mentors and 1 mentee."),
        ("mentors", "Now: 2 mentors."),
        ("mentees", "Now: 1 mentee."),
        ("waiting", "Now: 3 people have not answered."),
        ("pairs", "Now: 1 pair in a partnership."),
    ],
)
def test_counts_are_said_in_words(what, words):
    assert counted(what, TOUCHED) == words


def changed(**at):
    old = plain(shipped_design())
    new = copy.deepcopy(old)
    for path, value in at.items():
        part, _, name = path.partition("__")
        new[part] = value if not name else new[part] | {name: value}
    return [(one.title, one.old, one.new) for one in differences(old, new)]


def test_differences_are_told_in_words():
    assert changed(timing__length_months=None) == [
        ("How many months does a partnership run?", "6", NOTHING)
    ]
    assert changed(timing__starts_on="2027-05-03") == [
        ("First day of the programme", NOTHING, "3 May 2027")
    ]
    assert changed(matching__ways=["shortlist"])[0][2] == (
        "The co-ordinator offers each mentee a few mentors"
    )
    assert changed(pilot__is_pilot=True) == [("Is this a pilot?", "no", "yes")]


def test_differences_in_lists_name_the_entry():
    clauses = plain(shipped_design())["agreement"]["clauses"]
    assert changed(agreement__clauses=clauses[1:])[0] == ("Clauses", clauses[0]["title"], "removed")
    ((title, _, new),) = changed(agreement__clauses=[*clauses[:-1], clauses[-1] | {"text": "New"}])
    assert title == f"Clauses, “{clauses[-1]['title']}”: Text"
    assert new == "New"
    ((title, *_),) = changed(agreement__clauses=clauses[::-1])
    assert title == "Clauses: their order"
    more = {"key": "other", "title": "Other", "text": "x"}
    assert changed(agreement__clauses=[*clauses, more]) == [("Clauses", NOTHING, "Other")]


def test_what_others_chose_is_told_for_each_setting_with_the_names_of_programmes():
    told = rules.chosen_elsewhere()
    reads = told["confidentiality.coordinator_reads_content"]
    assert {words for _, words in reads} == {"Yes", "No"}
    assert shipped_design().name in ", ".join(names for names, _ in reads)
    assert "name" not in told


def test_every_page_of_the_set_up_says_in_a_line_what_it_holds():
    said = rules.in_short(shipped_design())
    assert list(said) == list(rules.TOPICS)
    assert all(said.values())
    assert said["dates"].startswith("6 months")
