"""Reasons in plain words: they add up, they are true, and they keep what is private."""

import json
from dataclasses import asdict, replace

import pytest
from hypothesis import given, settings

from mentorhouse.matching.engine.measures import FULL, Same
from mentorhouse.matching.engine.problem import Forbidden
from mentorhouse.matching.engine.reasons import (
    points,
    score_parts,
    unmatched_mentees,
    unmatched_mentors,
    why_not,
)
from mentorhouse.matching.engine.rules import Criterion, Rules
from mentorhouse.matching.engine.solve import Result, solve
from tests.matching.engine.builders import RULES, build, fit, is_allowed, requests
from tests.matching.engine.test_solve import NORTH, SOUTH


def parts_of(mentee, mentor, **more):
    result = solve(build([mentee], [mentor], **more))
    return {part.title: part for part in score_parts(result.problem, "n0", "m0")}


@pytest.mark.requirement("R5.03")
@settings(max_examples=50, deadline=None)
@given(request=requests())
def test_every_score_is_the_sum_of_its_parts(request):
    result = solve(request)
    for pair in result.pairs:
        parts = score_parts(result.problem, pair.mentee, pair.mentor)
        assert sum(part.points for part in parts) == pair.score
        assert all(0 <= part.points <= part.most for part in parts)
        assert sum(part.most for part in parts) in (0, FULL)
        i = list(request.mentees.keys).index(pair.mentee)
        j = list(request.mentors.keys).index(pair.mentor)
        assert pair.score == fit(request, i, j)[0]


@pytest.mark.requirement("R5.03")
def test_parts_say_what_matched_and_how_much_it_counts():
    mentee = {**NORTH, "areas": frozenset({"Policy", "Leading change", "Finance"})}
    mentor = {**SOUTH, "grade": 2, "skills": frozenset({"policy", "Leading  Change", "Law"})}
    parts = parts_of(mentee, mentor)
    assert [str(part) for part in parts.values()] == [
        "Same profession: HR (40 of 40)",
        "Mentor is 1 grade above; best is 2 grades above (30 of 40)",
        "2 of 3 development areas met: Leading change, Policy (13.33 of 20)",
    ]


@pytest.mark.requirement("R5.03")
def test_parts_say_what_differs_and_what_is_missing():
    mentor = {**SOUTH, "profession": "Policy", "grade": 9}
    parts = parts_of({**NORTH, "areas": frozenset("a")}, mentor)
    assert [part.words for part in parts.values()] == [
        "Different profession: mentee HR, mentor Policy",
        "Mentor is 8 grades above; best is 2 grades above",
        "Skills not known for the mentor",
    ]
    assert [part.points for part in parts.values()] == [0, 0, 0]
    assert [(part.to_mentee, part.to_mentor) for part in parts.values()] == [
        ("Different profession: you HR, the mentor Policy",
         "Different profession: the mentee HR, you Policy"),
        ("The mentor is 8 grades above; best is 2 grades above",
         "You are 8 grades above; best is 2 grades above"),
        ("Skills not known for the mentor", "Skills not known for you"),
    ]  # fmt: skip
    loose = Rules((), RULES.criteria)
    parts = parts_of({"organisation": "North"}, {"organisation": "South"}, rules=loose)
    assert [part.words for part in parts.values()] == [
        "Profession not known for the mentee and the mentor",
        "Grade not known for the mentee and the mentor",
        "Development areas not known for the mentee",
    ]
    parts = parts_of({"grade": 4}, {"grade": 4, "skills": frozenset("a")}, rules=loose)
    assert parts["Difference in grade"].words == (
        "Mentor is at the same grade; best is 2 grades above"
    )
    parts = parts_of({"grade": 4}, {"grade": 3}, rules=loose)
    assert parts["Difference in grade"].words.startswith("Mentor is 1 grade below;")


def test_points_show_no_more_decimals_than_needed():
    assert [points(n) for n in (0, 4000, 1333, 1250, 10_000)] == ["0", "40", "13.33", "12.5", "100"]


def why(absences):
    return {absence.key: absence.reasons for absence in absences}


@pytest.mark.requirement("R5.10")
def test_a_mentee_whom_rules_exclude_is_told_which_and_how_many():
    mentors = [{**SOUTH, "organisation": "North"}, {**SOUTH, "grade": 0}, {**SOUTH, "grade": 1}]
    bar = Forbidden("n1", "m0", "They worked together before")
    result = solve(
        build([NORTH, {**NORTH, "organisation": "East", "grade": 2}], mentors, forbidden=[bar])
    )
    reasons = why(unmatched_mentees(result))
    assert reasons["n0"] == (
        "None of 3 mentors keeps every rule.",
        "Mentor and mentee must not have the same organisation: this excludes 1 of 3.",
        "The mentor must be at least 1 grade above the mentee: this excludes 2 of 3.",
    )
    assert reasons["n1"] == (
        "None of 3 mentors keeps every rule.",
        "The mentor must be at least 1 grade above the mentee: this excludes 2 of 3.",
        "They worked together before: this excludes 1 of 3.",
    )
    idle = why(unmatched_mentors(result))
    assert idle["m1"][0] == "None of 2 mentees keeps every rule."
    assert "They worked together before: this excludes 1 of 2." in idle["m0"]


@pytest.mark.requirement("R5.10")
def test_a_missing_value_is_named_as_the_reason():
    result = solve(build([{**NORTH, "grade": None}], [SOUTH]))
    assert why(unmatched_mentees(result))["n0"] == (
        "None of 1 mentor keeps every rule.",
        f"Grade is not known. {RULES.hard[1].words}: this cannot be checked.",
    )


@pytest.mark.requirement("R5.10")
def test_a_mentee_who_is_outbid_is_told_so():
    result = solve(build([NORTH, NORTH], [SOUTH, {**SOUTH, "places": 0}]))
    (absence,) = unmatched_mentees(result)
    assert absence.reasons == (
        (
            "2 mentors would be allowed, but all of their places are taken: a place here would "
            "leave somebody else without a mentor."
        ),
    )
    assert why(unmatched_mentors(result)) == {"m1": ("Offers no places in this run.",)}
    none = solve(build([NORTH], [{**SOUTH, "places": 0}]))
    assert why(unmatched_mentees(none))["n0"] == (
        "1 mentor would be allowed, but none of them offers a place.",
    )


def test_an_idle_mentor_and_empty_sides_are_explained():
    result = solve(build([NORTH], [SOUTH, SOUTH]))
    (absence,) = unmatched_mentors(result)
    assert absence.reasons == (
        "1 mentee would be allowed, and all of them have a mentor in this run.",
    )
    assert why(unmatched_mentees(solve(build([NORTH], []))))["n0"] == (
        "There are no mentors in this run.",
    )
    assert why(unmatched_mentors(solve(build([], [SOUTH]))))["m0"] == (
        "There are no mentees in this run.",
    )


@pytest.mark.requirement("R5.22")
def test_why_not_names_the_rule_the_lock_or_the_better_use():
    other = {**NORTH, "profession": "Policy"}
    mentors = [SOUTH, {**SOUTH, "organisation": "North"}, {**SOUTH, "places": 0}]
    result = solve(build([NORTH, other], mentors))
    assert why_not(result, "n0", "m0").reasons == ("They are a pair in this run.",)
    assert why_not(result, "n0", "m1").reasons == (
        "Mentor and mentee must not have the same organisation.",
    )
    assert why_not(result, "n0", "m2").reasons == ("The mentor offers no places in this run.",)
    answer = why_not(result, "n1", "m0")
    assert answer.reasons == (
        "All of the mentor’s places are put to a better use for the whole.",
        "This pair would lower the total of all scores by 40 points.",
    )
    assert answer.holders == ("n0",)
    assert "Lock this pair and run again." in answer.changes
    locked = solve(build([NORTH, other], [SOUTH, SOUTH], locked=[("n0", "m0")]))
    assert why_not(locked, "n0", "m1").reasons == ("The mentee is locked to another mentor.",)
    assert why_not(locked, "n1", "m0").reasons == (
        "All of the mentor’s places are taken by locked pairs.",
    )


@pytest.mark.requirement("R5.22")
def test_why_not_says_who_would_go_without_and_what_is_equal():
    only_low = [{**SOUTH, "grade": 2}, SOUTH]
    result = solve(build([NORTH, {**NORTH, "grade": 2}], only_low))
    assert why_not(result, "n0", "m1").reasons[1] == (
        "This pair would leave 1 more mentee without a mentor."
    )
    equal = solve(build([NORTH], [SOUTH, SOUTH]))
    idle = next(key for key, left in equal.places_left.items() if left)
    answer = why_not(equal, "n0", idle)
    assert answer.reasons[0].startswith("The mentor has a place")
    assert answer.reasons[1] == "Other pairs are as good or better, taking everything into account."
    assert answer.changes == ("Lock this pair and run again.",)


@pytest.mark.requirement("R5.22")
@settings(max_examples=40, deadline=None)
@given(request=requests(largest=4))
def test_why_not_blames_a_rule_exactly_where_one_is_broken(request):
    result = solve(request)
    made = {(pair.mentee, pair.mentor) for pair in result.pairs}
    for i, mentee in enumerate(request.mentees.keys):
        for j, mentor in enumerate(request.mentors.keys):
            changes = why_not(result, mentee, mentor).changes
            blamed = "Only a change of the rules would allow it." in changes
            assert blamed == (not is_allowed(request, i, j))
            assert (mentee, mentor) not in made or changes == ()


def every_word(result):
    problem = result.problem
    keys = problem.request.mentees.keys, problem.request.mentors.keys
    pairs = [(mentee, mentor) for mentee in keys[0] for mentor in keys[1]]
    return json.dumps(
        [
            [asdict(part) for pair in pairs for part in score_parts(problem, *pair)],
            [asdict(why_not(result, *pair)) for pair in pairs],
            [asdict(absence) for absence in unmatched_mentees(result)],
            [asdict(absence) for absence in unmatched_mentors(result)],
            [asdict(pair) for pair in result.pairs],
        ]
    )


CANARY = "canary-4711"


@pytest.mark.requirement("R5.03")
@pytest.mark.requirement("R5.15")
def test_private_values_order_a_run_and_appear_nowhere():
    wants = {**NORTH, "identity": frozenset({CANARY})}
    shares = {**SOUTH, "identity": frozenset({CANARY})}
    mentors = [SOUTH, SOUTH, shares, {**SOUTH, "organisation": "North"}]
    seeds = range(8)
    runs = [solve(build([wants, {**NORTH, "grade": 9}], mentors, seed=seed)) for seed in seeds]
    assert all(run.pairs[0].mentor == "m2" for run in runs)
    blind = [
        solve(build([wants], mentors, rules=Rules(RULES.hard, RULES.criteria), seed=seed))
        for seed in seeds
    ]
    assert {run.pairs[0].mentor for run in blind} != {"m2"}
    for run in runs:
        assert CANARY not in every_word(run)
        assert "dentity" not in every_word(run)
    assert runs[0].pairs[0].score == blind[0].pairs[0].score


@pytest.mark.requirement("R5.03")
def test_a_visible_value_does_appear_where_a_private_one_does_not():
    seen = Rules((), (Criterion(Same("profession", "profession"), 1),))
    result = solve(build([{"profession": CANARY}], [{"profession": CANARY}], rules=seen))
    assert CANARY in every_word(result)


def helps(absences):
    return {absence.key: absence.changes for absence in absences}


@pytest.mark.requirement("R5.22")
def test_who_is_left_is_told_which_change_would_help():
    full = solve(build([NORTH, NORTH, NORTH], [SOUTH, {**SOUTH, "places": 0}]))
    assert set(helps(unmatched_mentees(full)).values()) == {
        ("One more place with any of these 2 mentors would do.",)
    }
    assert helps(unmatched_mentors(full)) == {"m1": ("Add a place.",)}
    mentors = [{**SOUTH, "organisation": "North"}, {**SOUTH, "grade": 0}, {**SOUTH, "grade": 1}]
    ruled = solve(build([NORTH, {**NORTH, "grade": None}], mentors))
    changes = helps(unmatched_mentees(ruled))
    assert changes["n0"] == (
        f"Without this one rule, 2 people would be allowed: {RULES.hard[1].words}.",
    )
    assert changes["n1"] == ("Fill in what is missing: grade.",)
    both = solve(build([NORTH], [{**SOUTH, "organisation": "North", "grade": 0}]))
    assert helps(unmatched_mentees(both))["n0"] == (
        "No single rule is to blame: each of the others breaks more than one.",
    )
    assert helps(unmatched_mentees(solve(build([NORTH], []))))["n0"] == ()


@pytest.mark.requirement("R5.22")
@settings(max_examples=40, deadline=None)
@given(request=requests(largest=4))
def test_one_more_place_where_it_is_promised_does_help(request):
    result = solve(request)
    for absence in unmatched_mentees(result):
        if not any("One more place with" in words for words in absence.changes):
            continue
        i = list(request.mentees.keys).index(absence.key)
        for j in range(len(request.mentors)):
            if is_allowed(request, i, j):
                wider = [places + (at == j) for at, places in enumerate(request.capacity)]
                again = solve(replace(request, capacity=wider))
                assert len(again.pairs) == len(result.pairs) + 1


@pytest.mark.requirement("R5.22")
def test_why_not_says_what_the_pair_would_cost_and_what_would_make_it():
    other = {**NORTH, "profession": "Policy"}
    plain = Rules(RULES.hard, RULES.criteria)
    result = solve(build([NORTH, other], [SOUTH], rules=plain))
    answer = why_not(result, "n1", "m0")
    assert (answer.cost.fewer, answer.cost.lower) == (0, 4000)
    assert answer.cost.changes.gain == ("n1",)
    assert answer.cost.changes.lose == ("n0",)
    assert answer.changes == (
        "Lock this pair and run again.",
        "One more place with this mentor would make it possible at no cost.",
        "It would come level if the two fitted 40 points better.",
    )
    private = solve(build([NORTH, other], [SOUTH]))
    assert "One more place with this mentor may make it possible." in (
        why_not(private, "n1", "m0").changes
    )
    crowded = solve(build([NORTH, NORTH, {**NORTH, "profession": "Policy"}], [SOUTH]))
    assert "One more place with this mentor would go to somebody else first." in (
        why_not(crowded, "n2", "m0").changes
    )


@pytest.mark.requirement("R5.22")
def test_why_not_says_which_rule_would_have_to_be_how():
    mentors = [
        {**SOUTH, "grade": 1},
        {**SOUTH, "grade": 0},
        {**SOUTH, "grade": None},
        {**SOUTH, "grade": 2},
    ]
    wide = replace(RULES.hard[1], least=3)
    rules = Rules((RULES.hard[0], wide), RULES.criteria)
    result = solve(build([NORTH, {**NORTH, "organisation": None}], mentors, rules=rules))
    first = "Only a change of the rules would allow it."
    said = [why_not(result, "n0", f"m{j}").changes for j in range(4)]
    assert said == [
        (first, "It would be allowed if the rule let both have the same grade."),
        (first, "The mentor’s grade is below the mentee’s."),
        (first, "Fill in what is missing for the mentor: grade."),
        (first, "It would be allowed if the rule asked for 1 step in grade and no more."),
    ]
    assert "Fill in what is missing for the mentee: organisation." in (
        why_not(result, "n1", "m3").changes
    )


@pytest.mark.requirement("R5.22")
def test_why_not_says_how_equals_were_told_apart_and_who_takes_no_part():
    plain = Rules(RULES.hard, RULES.criteria)
    waited = solve(build([{**NORTH, "waiting": 1}, NORTH], [SOUTH], rules=plain))
    assert why_not(waited, "n1", "m0").reasons[1] == (
        "It would be as good for the whole, but somebody else has waited longer."
    )
    equal = solve(build([NORTH, NORTH], [SOUTH], rules=plain))
    (alone,) = equal.unmatched_mentees
    assert why_not(equal, alone, "m0").reasons[1] == (
        "It would be as good for the whole. Between equals, the run’s seed decided."
    )
    gone = solve(build([NORTH, NORTH], [SOUTH], rules=plain, withdrawn=["n1"]))
    assert why_not(gone, "n1", "m0").reasons == ("The mentee takes no part in this run.",)


@pytest.mark.requirement("R5.09")
@pytest.mark.requirement("R5.22")
def test_why_not_says_where_a_pair_would_be_the_worst_off():
    plain = Rules(RULES.hard, RULES.criteria)
    mentees = [NORTH, {**NORTH, "profession": "Policy"}]
    mentors = [{**SOUTH, "grade": 3}, {**SOUTH, "profession": "Policy", "grade": 7}]
    result = solve(build(mentees, mentors, rules=plain, tolerance=1000))
    worst = why_not(result, "n0", "m1")
    assert result.floor.least > 0
    assert any("would fit less well than any pair of this run" in said for said in worst.reasons)


@pytest.mark.requirement("R5.15")
@pytest.mark.requirement("R5.22")
@settings(max_examples=40, deadline=None)
@given(request=requests(largest=4))
def test_with_and_without_what_is_private_the_same_pairs_are_explained_alike(request):
    """The answers depend on the draft that is seen and on visible values, on nothing else."""
    seen = solve(request)
    bare = replace(
        request,
        mentees=without_identity(request.mentees),
        mentors=without_identity(request.mentors),
    )
    blind = Result(solve(bare).problem, seen.certificate)
    for mentee in request.mentees.keys:
        for mentor in request.mentors.keys:
            assert why_not(seen, mentee, mentor) == why_not(blind, mentee, mentor)
    assert unmatched_mentees(seen) == unmatched_mentees(blind)
    assert unmatched_mentors(seen) == unmatched_mentors(blind)


def without_identity(people):
    return replace(people, terms={**people.terms, "identity": [None] * len(people)})
