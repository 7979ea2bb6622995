"""The machinery below the pages: lists and their handles, problems in words."""

import copy

import pytest

from mentorhouse.programmes.design import DesignError, parse_design, plain, shipped_design
from mentorhouse.programmes.design.entries import blank, find, handles, new_key, with_entries
from mentorhouse.programmes.design.problems import problems_of
from mentorhouse.programmes.design.telling import details_of, name_of
from mentorhouse.programmes.design.walk import by_path, part_named, part_of, put


def data():
    return plain(shipped_design())


def problems(**changes):
    values = data()
    for path, value in changes.items():
        put(values, path.replace("__", "."), value)
    with pytest.raises(DesignError) as refusal:
        parse_design(values)
    return problems_of(refusal.value, values)


def test_an_entry_without_a_key_is_made_out_by_what_it_says():
    assert handles(data()["matching"]["hard_rules"]) == [
        "different-organisation",
        "gap_at_least-grade-grades",
    ]
    same = {"criterion": "same", "field": "grade"}
    assert handles([same, same, same]) == ["same-grade", "same-grade-2", "same-grade-3"]


def test_a_list_inside_an_entry_is_found_and_changed_where_it_stands():
    values = data()
    survey = {"key": "half", "title": "Half-way", "questions": [{"key": "q", "text": "Well?"}]}
    values["evaluation"]["surveys"] = [survey, survey | {"key": "end"}]
    where = "evaluation.surveys.end.questions"
    listed = find(values, where)
    assert (listed.handles, listed.inside, listed.top) == (["q"], ("end",), "evaluation.surveys")
    more = [*listed.entries, {"key": "r", "text": "And?"}]
    changed = with_entries(values, where, more)
    assert [len(one["questions"]) for one in changed["evaluation"]["surveys"]] == [1, 2]
    assert len(values["evaluation"]["surveys"][1]["questions"]) == 1


@pytest.mark.parametrize(
    "where", ["", "nonsense", "agreement", "agreement.name", "agreement.clauses.none.text", "."]
)
def test_what_is_no_list_is_not_found(where):
    with pytest.raises(KeyError):
        find(data(), where)


def test_a_new_entry_has_defaults_and_a_key_that_is_free():
    known = by_path()
    question = blank(known["application.mentor_questions"],
                     known["application.mentor_questions"].parts[0], [])  # fmt: skip
    assert question["key"] == "mentor_question_1"
    assert question["kind"] == "long_text"
    assert new_key(known["agreement.clauses"], ["clause_3", "purpose"]) == "clause_4"
    rules = known["mentors.requirements"]
    assert blank(rules, part_named(rules, "agrees"), [])["rule"] == "agrees"


def test_an_entry_is_called_by_what_it_says():
    known = by_path()["matching.criteria"]
    entry = data()["matching"]["criteria"][0]
    part = part_of(known, entry)
    assert name_of(part, entry) == "Both have the same: Profession"
    assert ("Points", "50") in details_of(part, entry, {})


def test_problems_name_both_places_in_words_and_never_a_path():
    (problem,) = problems(meetings__longest_minutes=30)
    assert problem.words == (
        "“How long is a meeting, in minutes?” (60) does not go with “How long may it be at most, "
        "in minutes?” (30): raise the one or lower the other"
    )
    assert problem.settings == ("meetings.length_minutes", "meetings.longest_minutes")


def test_a_problem_inside_an_entry_names_what_is_typed_there():
    asked = by_path()["application.mentee_questions"]
    one = blank(asked, asked.parts[0], []) | {"text": "Which?", "kind": "choice"}
    (problem,) = problems(application__mentee_questions=[one])
    assert problem.words.startswith("“Kind of answer” (One of several) does not go with “Options”")
    surveys = by_path()["evaluation.surveys"]
    del one["shared"]  # only what applicants answer can be shared with a partner
    survey = blank(surveys, surveys.parts[0], []) | {"title": "S", "questions": [one]}
    (problem,) = problems(evaluation__surveys=[survey])
    assert problem.words.startswith("“Kind of answer” (One of several)")
    assert problem.settings == ("evaluation.surveys",)


def test_a_problem_across_lists_names_the_entries():
    (problem,) = problems(ladders={})
    assert "“Rules never broken”, number 2 names the ladder" in problem.words
    reminder = {"key": "r", "title": "First nudge", "event": "invited", "days": 3, "message": "x"}
    values = copy.deepcopy(data()["reminders"])
    (problem,) = problems(reminders=[*values, reminder])
    assert "“Reminders”, “First nudge” sends the message “x”" in problem.words
