"""Which column holds what, and every problem with its place, reason and remedy."""

import io
import re

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorhouse.people.rules import hidden_character
from mentorhouse.programmes.design import parse_design, shipped_design
from mentorhouse.recruitment.rules import (
    CheckedRows,
    Field,
    check_rows,
    find_grade,
    guess_columns,
    looks_like_identity,
)
from mentorhouse.recruitment.rules.fields import fields_for, fingerprint
from mentorhouse.recruitment.rules.outcome import nothing_changed, outcome_lines
from mentorhouse.recruitment.rules.people import Weight
from mentorhouse.recruitment.rules.programme import ladder_of
from mentorhouse.recruitment.rules.values import (
    fold_grade,
    is_address,
    nearest_grades,
    says_one_of,
    whole_number,
    yes_or_no,
)
from mentorhouse.recruitment.sheets import read_table
from tests.recruitment.files import (
    CANARY,
    MENTEE_HEADINGS,
    MENTOR_HEADINGS,
    csv_file,
    mentor,
    xlsx_file,
)

F = Field
DESIGN = shipped_design()
LADDER = DESIGN.ladders["grades"]


def check(content: bytes, *, role: str = "mentor", columns=None, **declared: bool) -> CheckedRows:
    table = read_table(io.BytesIO(content), filename="people.csv")
    return check_rows(
        table,
        guess_columns(table.headers, role) if columns is None else columns,
        role=role,
        ladder=LADDER,
        largest_capacity=3,
        **declared,
    )


def one(row: list[str], headings: list[str] = MENTOR_HEADINGS, **options) -> CheckedRows:
    return check(csv_file([row], headings), **options)


@pytest.mark.requirement("R3.09")
def test_the_columns_of_the_sample_are_known():
    assert list(guess_columns(MENTOR_HEADINGS, "mentor").values()) == [
        F.FIRST_NAME, F.LAST_NAME, F.EMAIL, F.BOTH_ROLES, F.JOB_TITLE, F.GRADE, F.ORGANISATION,
        F.PROFESSION, F.CHARACTERISTICS, F.BIOGRAPHY,
    ]  # fmt: skip
    assert list(guess_columns(MENTEE_HEADINGS, "mentee").values())[8:] == [
        F.WANTS_SIMILAR, F.IDENTITY_TO_MATCH, F.BIOGRAPHY,
    ]  # fmt: skip


def test_the_headings_of_the_form_are_known():
    headings = [
        "Timestamp", "Your first name", "Your last name", "Your Civil Service email address",
        "Your job title or role", "Your department or agency", "Your grade", "Your profession",
    ]  # fmt: skip
    assert list(guess_columns(headings, "mentor").values()) == [
        None, F.FIRST_NAME, F.LAST_NAME, F.EMAIL, F.JOB_TITLE, F.ORGANISATION, F.GRADE,
        F.PROFESSION,
    ]  # fmt: skip


def test_capacity_is_asked_of_mentors_only():
    assert guess_columns(["Capacity"], "mentor") == {0: F.CAPACITY}
    assert guess_columns(["Capacity"], "mentee") == {0: None}
    assert F.CAPACITY not in fields_for("mentee")


def test_headings_are_compared_as_people_write_them_and_never_kept():
    assert fingerprint(["First Name", "E-mail"]) == fingerprint(["first  name", "e mail"])
    assert fingerprint(["first name"]) != fingerprint(["last name"])


@pytest.mark.parametrize("heading", ["Ethnicity", "Gender", "LGBT+ identity", "Any disability?"])
def test_headings_about_identity_are_noticed_though_nobody_knows_them(heading):
    assert looks_like_identity(heading)


@pytest.mark.parametrize("heading", ["grade", "organisation", "biography", "Essex office"])
def test_other_headings_are_not(heading):
    assert not looks_like_identity(heading)


@pytest.mark.requirement("R3.09")
def test_a_good_row_is_a_person_and_no_problem():
    found = one(mentor(5, identity="A"), identity_declared=True)
    (person,) = found.people
    assert found.problems == []
    assert (person.row, person.email, person.grade, person.capacity) == (
        2, "mentor.5@example.org", "Grade 7", 1,
    )  # fmt: skip
    assert person.identity == {F.CHARACTERISTICS: "A"}


CASES = {
    "no address": ({"email address": ""}, "email address", "", "missing"),
    "bad address": ({"email address": "ada@home"}, "email address", "ada@home", "No e-mail"),
    "name and address": (
        {"email address": "Ada <ada@example.org>"}, "email address", "Ada <ada@example.org>",
        "No e-mail",
    ),
    "no name": ({"first name": ""}, "first name", "", "missing"),
    "unknown grade": ({"grade": "Grade 77"}, "grade", "Grade 77", "not on the programme’s ladder"),
    "formula": ({"job title": "=1+1"}, "job title", "=1+1", "formula"),
    "failed formula": ({"organisation": "#REF!"}, "organisation", "#REF!", "formula"),
    "hidden character": ({"profession": "Po\x07licy"}, "profession", "Po licy", "U\\+0007"),
    "too long": ({"first name": "x" * 101}, "first name", "x" * 101, "101 characters; 100 fit"),
}  # fmt: skip


@pytest.mark.requirement("R3.09")
@pytest.mark.parametrize("changed, column, value, why", CASES.values(), ids=CASES)
def test_each_problem_says_where_what_and_why(changed, column, value, why):
    found = one(mentor(1, **changed))
    (problem,) = found.problems
    assert (problem.sheet, problem.row, problem.column) == ("people.csv", 2, column)
    assert problem.value == value
    assert re.search(why, problem.why)
    assert problem.remedy
    assert (found.errors, list(found.people)) == (1, [])


def test_an_unknown_grade_names_the_nearest():
    (problem,) = one(mentor(1, grade="Grade 77")).problems
    assert problem.remedy.startswith("Did you mean Grade 7")
    (problem,) = one(mentor(1, grade="Emperor of all")).problems
    assert "from AA to SCS4" in problem.remedy


@pytest.mark.parametrize("written", ["G7", "g 7", "grade7", "GRADE  7"])
def test_grades_are_found_however_they_are_written(written):
    assert find_grade(written, LADDER) == "Grade 7"
    assert fold_grade("Band 8a") != fold_grade("Band 8b")
    assert nearest_grades("SCS", LADDER)[0].startswith("SCS")


@pytest.mark.parametrize(
    "text, why", [("two", "whole number"), ("2.5", "whole"), ("0", "1 to 3"), ("4", "1 to 3")]
)
def test_capacity_is_a_whole_number_within_the_limit(text, why):
    (problem,) = one([*mentor(1), text], [*MENTOR_HEADINGS, "capacity"]).problems
    assert why in problem.why
    assert one([*mentor(1), "3"], [*MENTOR_HEADINGS, "capacity"]).people[0].capacity == 3


def test_no_grade_is_a_note_and_so_is_an_answer_that_is_neither_yes_nor_no():
    found = one(mentor(1, grade="", both="perhaps"))
    assert [problem.weight for problem in found.problems] == [Weight.NOTE, Weight.NOTE]
    assert found.people[0].both_roles is False
    assert one(mentor(1, both="Yes")).people[0].both_roles is True


@pytest.mark.requirement("R3.09")
def test_missing_headings_are_said_once_and_nothing_else_is():
    found = check(b"surname,grade\nAda,G7\nBo,X\n")
    assert [problem.column for problem in found.problems] == ["E-mail address", "First name"]
    assert (found.errors, found.people) == (2, ())


@pytest.mark.requirement("R3.09")
def test_doubled_headings_are_never_guessed_between():
    content = b"name,email,e-mail\nAda,a@example.org,b@example.org\n"
    found = check(content)
    assert [problem.why[:9] for problem in found.problems] == ["2 columns"]
    chosen = check(content, columns={0: F.FULL_NAME, 1: None, 2: F.EMAIL})
    assert [person.email for person in chosen.people] == ["b@example.org"]


def test_a_full_name_is_taken_apart():
    (person,) = check(b"name,email\nAda King Lovelace,a@example.org\n").people
    assert (person.first_name, person.last_name) == ("Ada", "King Lovelace")


@pytest.mark.requirement("R3.09")
def test_the_same_row_twice_is_read_once():
    found = check(csv_file([mentor(1), mentor(2), mentor(1)]))
    assert [person.row for person in found.people] == [2, 3]
    (note,) = found.problems
    assert (note.row, note.weight, found.errors) == (4, Weight.NOTE, 0)


@pytest.mark.parametrize(
    "changed, why",
    [
        ({"first name": "Bo"}, "another name"),
        ({"grade": "SEO", "job title": "x"}, "other details (job title, grade)"),
    ],
)
def test_the_same_address_with_something_else_stands_in_the_way(changed, why):
    again = mentor(1, **changed, **{"email address": "MENTOR.1@example.org"})
    found = check(csv_file([mentor(1), again]))
    (problem,) = found.problems
    assert (problem.row, problem.weight) == (3, Weight.ERROR)
    assert why in problem.why


def test_a_row_with_too_many_cells_stands_in_the_way():
    (problem,) = check(b"name,email\nAda,a@example.org,extra\n").problems
    assert "3 cells" in problem.why
    assert problem.column == ""


def test_a_formula_never_calculated_stands_in_the_way_only_where_its_column_is_brought():
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["name", "email", "shoe size"])
        sheet.write(1, 1, "a@example.org")
        sheet.write_formula(1, 0, '="Ada"', None, "")
        sheet.write_formula(1, 2, "=40+2", None, "")
    (problem,) = check(made.getvalue()).problems
    assert (problem.column, problem.why) == (
        "name", "The cell holds a formula whose value was never calculated.",
    )  # fmt: skip


@pytest.mark.requirement("R1.07")
def test_without_a_declaration_no_identity_comes_in_not_even_in_a_biography():
    found = check(csv_file([mentor(1, identity=f"Other, {CANARY}"), mentor(2)]))
    assert CANARY not in repr(found)
    assert [person.identity for person in found.people] == [None, None]
    assert [bool(person.biography) for person in found.people] == [False, True]
    assert (found.biographies_left_out, found.identity_columns_left_out) == (1, 1)
    assert any("consent was not declared" in note for note in found.notes)


@pytest.mark.requirement("R1.07")
def test_a_column_about_identity_that_nobody_knows_shields_the_biography_too():
    rows = [[*mentor(1, biography=f"I am {CANARY.lower()} and glad."), CANARY]]
    found = check(csv_file(rows, [*MENTOR_HEADINGS, "Gender"]), identity_declared=True)
    assert CANARY.lower() not in repr(found.people)
    assert any("“Gender”" in note for note in found.notes)


@pytest.mark.requirement("R1.07")
def test_with_a_declaration_biographies_stay_out_unless_they_are_asked_for():
    content = csv_file([mentor(1, identity=CANARY)])
    declared = check(content, identity_declared=True)
    assert declared.people[0].identity == {F.CHARACTERISTICS: CANARY}
    assert declared.people[0].biography == ""
    asked = check(content, identity_declared=True, keep_biographies=True)
    assert CANARY in asked.people[0].biography
    assert check(content, keep_biographies=True).people[0].biography == ""


def test_words_are_compared_whole():
    assert says_one_of("I am Gay, and  proud", ["gay"])
    assert not says_one_of("The Gaylord trust", ["gay"])
    assert not says_one_of("anything", ["", " "])


@pytest.mark.parametrize("text", ["a@example.org", "a.b+c@sub.example.org", "o'neil@example.co.uk"])
def test_addresses(text):
    assert is_address(text)


@pytest.mark.parametrize(
    "text", ["a@b", "@example.org", "a b@example.org", "a@example.org,b@example.org",
             "a@-example.org", "x" * 65 + "@example.org", "a@" + "x." * 130 + "org",
             "siân@example.org"],
)  # fmt: skip
def test_what_is_no_address(text):
    assert not is_address(text)


def test_small_judgements():
    assert [whole_number(t) for t in ("3", " 3 ", "-3", "3.0", "", "９")] == [
        3, 3, None, None, None, None,
    ]  # fmt: skip
    assert [yes_or_no(t) for t in ("Yes", "n", "", "perhaps")] == [True, False, False, None]
    assert [hidden_character(t) for t in ("a\nb", "é", "\x85", "\ue000")] == [
        "", "", "U+0085", "U+E000",
    ]  # fmt: skip


def test_the_ladder_is_the_one_that_rules_look_at():
    data = DESIGN.model_dump(mode="json")
    assert ladder_of(DESIGN) == LADDER
    ladders = {"first": ["x"], **data["ladders"]}
    assert ladder_of(parse_design(data | {"ladders": ladders})) == LADDER
    bare = data | {"ladders": {}, "matching": {"hard_rules": [], "criteria": [], "private": []}}
    assert ladder_of(parse_design(bare)) == []


def test_an_outcome_says_what_happened_and_nothing_else():
    counts = {"people": 3, "joined": 2, "added": 1, "changed": 0}
    assert [line.split(" ", 2)[0] for line in outcome_lines(counts, role="mentor")] == [
        "2", "1", "1",
    ]  # fmt: skip
    assert not nothing_changed(counts)
    assert nothing_changed({"people": 3, "kept": 1})


@pytest.mark.requirement("R1.07")
def test_a_file_of_one_person_does_not_tell_whether_they_had_given_identity_data():
    answers = [{"people": 1, "identities": 1}, {"people": 1, "identities_stay": 1}]
    said = [(outcome_lines(counts, role="mentee"), nothing_changed(counts)) for counts in answers]
    assert said[0] == said[1]
    assert any("Identity data was recorded" in line for line in said[0][0])


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.lists(
            st.sampled_from(["", "x", "=1", "a@example.org", "b@example.org", "G7", "99", "\x07"])
            | st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
            min_size=11,
            max_size=11,
        ),
        max_size=6,
    ),
    st.booleans(),
)
def test_any_rows_are_people_or_problems_and_never_a_trace(rows, declared):
    content = xlsx_file([[str(n), *row] for n, row in enumerate(rows)], ["n", *MENTEE_HEADINGS])
    found = check(content, role="mentee", identity_declared=declared)
    assert len({person.email for person in found.people}) == len(found.people)
    assert len(found.people) + found.errors >= 1 or not rows
    assert all(p.why and p.remedy and p.sheet == "People" for p in found.problems)
