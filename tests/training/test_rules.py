"""What is right, whose course is whose, and what files and statements say."""

import json
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from mentorhouse.access.states import NotNow, after
from mentorhouse.training.library import shipped
from mentorhouse.training.rules import courses
from mentorhouse.training.rules.courses import COURSES, courses_for, modules_of, wrong_in
from mentorhouse.training.rules.records import Known, Problem, Record, Taker, judged, read_day
from mentorhouse.training.rules.sheet import MOST_BYTES, UnreadableRecords, read_lines
from mentorhouse.training.rules.statements import (
    COMPLETED,
    MOST_STATEMENTS,
    Malformed,
    as_statements,
    read_statements,
)
from mentorhouse.training.states import STATEMENT, StatementMove, StatementState
from tests.factories import complete_design
from tests.training.conftest import right_answers

NOW = datetime(2026, 11, 3, 10, 0, tzinfo=UTC)
TODAY = date(2026, 11, 3)
ANNA = UUID("11111111-1111-4111-8111-111111111111")
KNOWN = Known(
    people={
        "anna@example.org": Taker(ANNA, frozenset({"mentor"})),
        str(ANNA): Taker(ANNA, frozenset({"mentor"})),
    },
    courses={"ment-101": "mentor_training", "ind-1": "mentee_induction"},
)


def csv(*rows, head="E-mail,Course,Date"):
    return "\n".join([head, *rows]).encode()


def statement(**changes):
    return {
        "id": str(uuid4()),
        "actor": {"mbox": "mailto:anna@example.org"},
        "verb": {"id": COMPLETED},
        "object": {"id": "MENT-101"},
        "timestamp": "2026-10-01T09:00:00Z",
    } | changes


def sent(*statements):
    return json.dumps(list(statements)).encode()


@pytest.mark.parametrize(
    "training, admission, roles, expected",
    [
        ({"mentors": "off", "mentees": "off"}, ["training"], {"mentor", "mentee"}, []),
        ({"mentors": "offered"}, ["training"], {"mentor"}, ["mentor-training"]),
        ({"mentees": "mandatory"}, ["training"], {"mentee"}, ["mentee-induction"]),
        ({"mentors": "off"}, ["in_house"], {"mentor"}, ["mentor-development"]),
        ({"mentors": "off"}, ["training"], {"coordinator"}, ["coordinator-preparation"]),
    ],
)
def test_the_design_says_which_courses_there_are(training, admission, roles, expected):
    design = complete_design(training=training, mentors={"admission": admission})
    assert [course.key for course in courses_for(design, roles)] == expected


def test_a_programme_leaves_a_module_out():
    design = complete_design(training={"left_out": ["mentee-records"]})
    found = modules_of(COURSES["mentee-induction"], shipped(), design)
    assert len(found) == 7 and "mentee-records" not in {module.key for module in found}


def test_the_main_course_weighs_what_the_setting_says():
    design = complete_design(training={"mentors": "mandatory", "mentees": "recommended"})
    assert courses.weight(COURSES["mentor-training"], design) == "mandatory"
    assert courses.weight(COURSES["mentee-induction"], design) == "recommended"
    assert courses.weight(COURSES["mentor-development"], design) == "offered"


def test_every_wrong_or_missing_answer_is_seen():
    module = shipped()[0]
    right = right_answers(module.key)
    assert wrong_in(module, right) == []
    assert wrong_in(module, [None, *right[1:]]) == [0]
    wrong = (right[-1] + 1) % len(module.questions[-1].options)
    assert wrong_in(module, [*right[:-1], wrong]) == [len(right) - 1]


@pytest.mark.parametrize("state", StatementState)
@pytest.mark.parametrize("move", StatementMove)
def test_a_statement_is_settled_once(state, move):
    if state is StatementState.WAITING:
        assert after(STATEMENT, state, move) is not state
        return
    with pytest.raises(NotNow):
        after(STATEMENT, state, move)


@pytest.mark.parametrize(
    "written",
    ["2026-03-27", "27/03/2026", "27.03.2026", "27 Mar 2026", "27 March 2026", "27/03/26",
     "2026-03-27T14:30:00Z", " 2026-03-27 "],
)  # fmt: skip
def test_days_as_lists_write_them(written):
    assert read_day(written) == date(2026, 3, 27)


@pytest.mark.parametrize("written", ["", "soon", "2026-13-01", "31/02/2026", "27 3 2026"])
def test_what_is_no_day(written):
    assert read_day(written) is None


@pytest.mark.parametrize(
    "content",
    [
        csv("anna@example.org,MENT-101,2026-03-27"),
        csv("anna@example.org;MENT-101;27/03/2026", head="Email;Course code;Completed on"),
        csv(f"{ANNA}\tment-101\t2026-03-27", head="Person number\tcourse\tDATE"),
        "\ufeffE-mail,Course,Date\r\n ANNA@example.org ,MENT-101,2026-03-27\r\n\r\n".encode(),
        "E-mail,Course,Date\nanna@example.org,MENT-101,2026-03-27".encode("utf-16"),
    ],
)
def test_lists_of_every_make_are_read(content):
    records, problems = judged(read_lines(content), KNOWN, today=TODAY)
    assert problems == []
    assert records == [Record(ANNA, "mentor_training", datetime(2026, 3, 27, 12, tzinfo=UTC))]


@pytest.mark.parametrize(
    "row, value, words",
    [
        ("bob@example.org,MENT-101,2026-03-27", "bob@example.org", "Nobody in the programme"),
        ("anna@example.org,MENT-999,2026-03-27", "MENT-999", "No course"),
        ("anna@example.org,IND-1,2026-03-27", "anna@example.org", "another role"),
        ("anna@example.org,MENT-101,when", "when", "no date"),
        ("anna@example.org,MENT-101,2027-03-27", "2027-03-27", "not come yet"),
    ],
)
def test_a_row_that_cannot_be_counted_says_why_and_what_to_do(row, value, words):
    records, [problem] = judged(read_lines(csv(row)), KNOWN, today=TODAY)
    assert records == []
    assert (problem.where, problem.value) == ("Row 2", value)
    assert words in problem.problem and problem.remedy


@pytest.mark.parametrize(
    "content, words",
    [
        (b"", "empty"),
        (csv(head="E-mail,Date"), "“Course”"),
        (csv("MENT-101,2026-01-01", head="Course,Date"), "“E-mail”"),
        (csv(), "no rows"),
        (b"\x89PNG\x00\x00", "no CSV"),
        (csv('"anna@example.org,MENT-101,2026-03-27'), "quotation marks"),
        (csv("x" * 2000), "far too long"),
        (b"x" * (MOST_BYTES + 1), "larger than"),
        (csv(*["a,b,c"] * 5001), "more than"),
    ],
)
def test_files_that_cannot_be_read_say_what_to_do(content, words):
    with pytest.raises(UnreadableRecords, match=words):
        read_lines(content)


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(statement()).encode(),
        sent(statement()),
        json.dumps({"statements": [statement()], "more": ""}).encode(),
        b"\xef\xbb\xbf" + sent(statement()),
    ],
)
def test_one_statement_an_array_or_a_result(content):
    [claim] = read_statements(content, now=NOW)
    assert (claim.who, claim.activity, claim.counts) == ("anna@example.org", "MENT-101", True)
    assert claim.at == datetime(2026, 10, 1, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    "changes, counts",
    [
        ({}, True),
        ({"verb": {"id": "http://adlnet.gov/expapi/verbs/passed"}}, True),
        ({"verb": {"id": "http://adlnet.gov/expapi/verbs/launched"}}, False),
        ({"result": {"completion": True, "success": True}}, True),
        ({"result": {"success": False}}, False),
        ({"result": {"completion": False}}, False),
    ],
)
def test_only_what_was_completed_counts(changes, counts):
    [claim] = read_statements(sent(statement(**changes)), now=NOW)
    assert claim.counts is counts


@pytest.mark.parametrize(
    "changes, path",
    [
        ({"id": "x"}, "$[0].id"),
        ({"id": 7}, "$[0].id"),
        ({"actor": None}, "$[0].actor"),
        ({"actor": {"objectType": "Group", "mbox": "mailto:a@example.org"}}, "$[0].actor"),
        ({"actor": {"mbox": "anna@example.org"}}, "$[0].actor"),
        ({"actor": {"account": {"name": 7}}}, "$[0].actor"),
        ({"verb": "completed"}, "$[0].verb.id"),
        ({"object": {"objectType": "Agent", "id": "x"}}, "$[0].object.id"),
        ({"object": {"id": "x" * 501}}, "$[0].object.id"),
        ({"timestamp": "yesterday"}, "$[0].timestamp"),
        ({"timestamp": "2027-01-01T00:00:00Z"}, "$[0].timestamp"),
        ({"timestamp": "0001-01-01T00:00:00+23:59"}, "$[0].timestamp"),
        ({"actor": {"account": {"name": "an\x00na"}}}, "$[0].actor"),
        ({"actor": {"account": {"name": "an\ud800na"}}}, "$[0].actor"),
        ({"object": {"id": "x\x00"}}, "$[0].object.id"),
    ],
)
def test_what_is_wrong_is_named_with_its_path_and_remedy(changes, path):
    with pytest.raises(Malformed) as wrong:
        read_statements(sent(statement(**changes)), now=NOW)
    [problem] = wrong.value.problems
    assert problem.where == path and problem.problem and problem.remedy


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'"x"', b"[1]", b"[" * 100_000, b"\xff\xfe", b'[{"id": NaN}]',
     b" " * (2**20 + 1)],
)  # fmt: skip
def test_hostile_files_are_refused_in_words(content):
    with pytest.raises(Malformed) as wrong:
        read_statements(content, now=NOW)
    assert all(isinstance(problem, Problem) for problem in wrong.value.problems)


def test_too_many_at_once_are_refused():
    with pytest.raises(Malformed, match="between 1 and"):
        read_statements(sent(*[statement()] * (MOST_STATEMENTS + 1)), now=NOW)


def test_every_problem_is_told_at_once():
    with pytest.raises(Malformed) as wrong:
        read_statements(sent(statement(id="x"), statement(verb=None), statement()), now=NOW)
    assert [p.where for p in wrong.value.problems] == ["$[0].id", "$[1].verb.id"]


def test_without_an_id_the_same_statement_is_the_same():
    bare = statement()
    del bare["id"]
    first, second = (read_statements(sent(bare), now=NOW)[0].id for _ in range(2))
    assert first == second


def test_what_we_write_we_read():
    row, day = uuid4(), NOW - timedelta(days=3)
    made = as_statements(
        [(row, ANNA, "mentor_training", "The training", day)], house="https://m.example.org"
    )
    [claim] = read_statements(json.dumps(made).encode(), now=NOW)
    assert (claim.who, claim.at, claim.counts) == (str(ANNA), day, True)
    assert claim.activity == "https://m.example.org/training/mentor_training"
