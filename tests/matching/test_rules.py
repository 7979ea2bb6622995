"""A programme's design turned into a run: each setting means what it says."""

import pytest

from mentorhouse.matching.engine.measures import GapCloseTo, Overlap, Same, Turned
from mentorhouse.matching.engine.problem import Forbidden
from mentorhouse.matching.engine.rules import GapAtLeast, MustDiffer
from mentorhouse.matching.engine.solve import solve
from mentorhouse.matching.rules import (
    WISHES,
    Candidate,
    Constraints,
    engine_rules,
    people,
    rank_on,
    request,
)
from mentorhouse.programmes.design import parse_design, shipped_design

DESIGN = shipped_design()
STEPS = DESIGN.ladders["grades"]


def person(key, organisation, grade, profession="Policy", **more):
    values = {"organisation": organisation, "grade": grade, "profession": profession}
    return Candidate(key, values, **more)


def test_the_general_design_asks_for_another_organisation_and_a_grade_above():
    rules = engine_rules(DESIGN)
    assert rules.hard == (
        MustDiffer("organisation", "organisation"),
        GapAtLeast("grade", "grade", 1),
    )
    assert [part.measure for part in rules.criteria] == [
        Same("profession", "profession"),
        GapCloseTo("grade", "grade", 2, 7, tuple(STEPS)),
    ]
    assert [part.weight for part in rules.criteria] == [50, 50]
    assert [part.measure for part in rules.private] == [
        Overlap("identity", "identity", "identity", "identity"),
        WISHES,
        Turned(WISHES),
    ]


def test_values_become_texts_ranks_and_terms_and_blanks_are_missing():
    side = people(
        "mentees",
        [person("a", "North", " grade 7 "), person("b", "", "Captain", identity=frozenset("x"))],
        DESIGN,
    )
    assert side.text("organisation") == ["North", None]
    assert side.rank("grade") == [STEPS.index("Grade 7"), None]
    assert side.term("identity") == [None, frozenset("x")]
    assert side.text("location") == [None, None]


def test_a_place_on_a_ladder_ignores_capitals_and_spaces():
    assert [rank_on(STEPS, text) for text in ("aa", "Scs1", "GRADE  6", "", "Z")] == [
        0,
        7,
        6,
        None,
        None,
    ]


@pytest.mark.requirement("R5.12")
def test_a_whole_run_from_a_design():
    mentees = [
        person("a", "North", "EO", waiting=1),
        person("b", "North", "EO", waiting=9),
        person("c", "South", "EO", profession="Finance"),
    ]
    mentors = [person("m", "East", "SEO"), person("k", "East", "SEO", "Finance")]
    run = solve(request(DESIGN, mentees, mentors))
    assert {(pair.mentee, pair.mentor) for pair in run.pairs} == {("b", "m"), ("c", "k")}
    roomy = [person("m", "East", "SEO", places=2), mentors[1]]
    assert len(solve(request(DESIGN, mentees, roomy)).pairs) == 3


@pytest.mark.requirement("R5.10")
def test_locks_bars_and_seed_reach_the_run():
    mentees = [person("a", "North", "EO"), person("b", "North", "EO")]
    mentors = [person("m", "East", "SEO"), person("k", "East", "SEO", "Finance")]
    bar = Forbidden("b", "k", "They worked together before")
    asked = request(DESIGN, mentees, mentors, Constraints([("a", "m")], [bar], 5))
    run = solve(asked)
    assert [(pair.mentee, pair.mentor) for pair in run.pairs] == [("a", "m")]
    assert asked.seed == 5


@pytest.mark.requirement("R5.03")
def test_another_design_gives_other_scores():
    data = DESIGN.model_dump(mode="json")
    data["matching"]["criteria"] = [{"criterion": "same", "field": "location", "weight": 3}]
    data["matching"]["hard_rules"] = [{"rule": "different", "field": "job_title"}]
    design = parse_design(data)
    assert engine_rules(design).hard[0].words == (
        "Mentor and mentee must not have the same job title"
    )
    near = Candidate("a", {"location": "York", "job_title": "Nurse"})
    mentors = [
        Candidate("far", {"location": "Leeds", "job_title": "Matron"}),
        Candidate("near", {"location": "york", "job_title": "Matron"}),
    ]
    (pair,) = solve(request(design, [near], mentors)).pairs
    assert (pair.mentor, pair.score) == ("near", 10_000)
