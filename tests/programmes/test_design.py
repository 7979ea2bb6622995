"""The model of a design: in and out, older files, contradictions, broken files."""

import json

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from mentorhouse.programmes.design import (
    FORMAT,
    DesignError,
    design_schema,
    parse_design,
    plain,
    read_design,
    shipped_design,
    write_design,
)

GENERAL = shipped_design()
OLD = """\
format: 1
name: An older programme
purpose: To grow.
length_months: 9
largest_capacity: 2
ladders: {grades: [AA, AO]}
matching:
  hard_rules: [{rule: different, field: organisation}]
  criteria: []
meetings: {length_minutes: 60, longest_minutes: 90, days_between: 30, notice_hours: 24,
  quiet_after_days: 45}
agreement: [{key: rhythm, title: How often, text: Each month.}]
confidentiality: {statement: It stays between us., coordinator_reads_content: true}
small_number: 7
"""


def changed(**parts: object) -> dict:
    """The general design as plain values, with some settings changed inside its parts."""
    data = plain(GENERAL)
    for name, value in parts.items():
        data[name] = data[name] | value if isinstance(value, dict) else value
    return data


def problems_of(data: object) -> str:
    with pytest.raises(DesignError) as refusal:
        parse_design(data)
    return " ".join(refusal.value.problems)


@pytest.mark.requirement("R2.02")
def test_a_file_written_and_read_again_is_the_same_byte_for_byte():
    text = write_design(GENERAL)
    again = read_design(text)
    assert again == GENERAL
    assert write_design(again) == text


@pytest.mark.requirement("R2.02")
def test_an_older_file_becomes_one_of_today():
    design = read_design(OLD)
    assert design.format == FORMAT
    assert design.timing.length_months == 9
    assert design.mentors.largest_capacity == 2
    assert [clause.key for clause in design.agreement.clauses] == ["rhythm"]
    assert design.agreement.used
    assert design.confidentiality.coordinator_reads_content
    assert design.evaluation.small_number == 7


@pytest.mark.requirement("R2.02")
def test_a_newer_file_says_so():
    assert f"reads up to {FORMAT}" in problems_of(changed(format=FORMAT + 1))


@pytest.mark.requirement("R2.02")
def test_another_reader_accepts_our_files_by_the_published_schema():
    schema = design_schema()
    Draft202012Validator.check_schema(schema)
    reader = Draft202012Validator(schema)
    assert list(reader.iter_errors(plain(GENERAL))) == []
    assert list(reader.iter_errors(changed(name=""))) != []
    assert list(reader.iter_errors(plain(GENERAL) | {"nonsense": 1})) != []


def test_every_setting_has_a_title_and_says_what_it_does():
    silent = [
        f"{owner}.{name}"
        for owner, part in design_schema()["$defs"].items()
        for name, field in part.get("properties", {}).items()
        if not field.get("title") and "$ref" not in field
    ]
    assert silent == []


QUESTION = {"key": "q", "text": "Why?"}
MESSAGE = {"key": "hello", "title": "Hello", "subject": "Hello", "text": "Hello {given_name}"}
REMINDER = {"key": "r", "title": "R", "event": "invited", "days": 3, "message": "hello"}
GAP = {"rule": "gap_at_least", "field": "grade", "least": 1}
CONTRADICTIONS = [
    ({"meetings": {"length_minutes": 90, "longest_minutes": 60}}, "meetings.longest_minutes"),
    ({"meetings": {"shortest_minutes": 90}}, "meetings.shortest_minutes"),
    ({"meetings": {"sessions_least": 6, "sessions_most": 3}}, "meetings.sessions_most"),
    ({"meetings": {"quiet_after_days": 7}}, "meetings.days_between"),
    ({"timing": {"starts_on": "2026-05-01", "ends_on": "2026-04-01"}}, "timing.starts_on"),
    ({"timing": {"length_months": 6, "shortest_months": 9}}, "timing.length_months"),
    ({"agreement": {"used": False, "three_way_start": True}}, "agreement.used"),
    ({"agreement": {"review_months": 12}}, "timing.length_months"),
    (
        {"launch": {"points": ["agreement"]}, "agreement": {"used": False}, "reminders": []},
        "launch.points",
    ),
    ({"launch": {"points": ["training"]}, "training": {"mentors": "off"}}, "training.mentors"),
    (
        {
            "training": {"mentors": "off"},
            "mentors": {
                "requirements": [
                    {"key": "t", "title": "T", "rule": "completed", "what": "mentor_training"}
                ]
            },
        },
        "training.mentors",
    ),
    ({"matching": {"chemistry": {"used": True}}}, "matching.ways"),
    ({"governance": {"sees_nominations": True}}, "mentees.entry"),
    ({"supervision": {"kind": "required", "every_days": None}}, "every_days"),
    ({"charge": {"free": False}}, "charge.explanation"),
    ({"reminders": [REMINDER], "messages": []}, "messages"),
    (
        {
            "reminders": [REMINDER | {"event": "agreement_unsigned"}],
            "messages": [MESSAGE],
            "agreement": {"used": False},
        },
        "agreement.used",
    ),
    ({"messages": [MESSAGE | {"text": "Your {secret}"}]}, "{secret}"),
    ({"messages": [MESSAGE, MESSAGE]}, "rename one"),
    ({"models": [{"kind": "group", "most_mentees": 5}]}, "this shape allows 4"),
    ({"ladders": {"grades": []}}, "ladders"),
    ({"matching": {"hard_rules": [GAP | {"ladder": "ranks"}]}}, "matching.hard_rules.1"),
    ({"application": {"ranks_models": True}}, "models"),
    ({"application": {"mentee_questions": [QUESTION | {"kind": "choice"}]}}, "options"),
    ({"application": {"mentee_questions": [QUESTION, QUESTION]}}, "rename one"),
    (
        {
            "mentees": {
                "requirements": [
                    {
                        "key": "g",
                        "title": "G",
                        "rule": "grade_at_least",
                        "ladder": "grades",
                        "grade": "Emperor",
                    }
                ]
            }
        },
        "Emperor",
    ),
]


@pytest.mark.requirement("R2.01")
@pytest.mark.parametrize(("change", "named"), CONTRADICTIONS, ids=range(len(CONTRADICTIONS)))
def test_a_design_that_contradicts_itself_is_refused_with_the_places(change, named):
    parse_design(changed())  # what is changed is what is wrong
    assert named in problems_of(changed(**change))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name: [", "not readable YAML in line"),
        ("- a", "holds no settings"),
        ("", "holds no settings"),
        ("a: &x 1\nb: *x", "write the part out"),
        ("format: 2\nname: a\nname: b", "stands here twice"),
        ("? [a, b]\n: c", "a name has to be a word"),
        ("x: !!python/object:os.system a", "not readable YAML"),
        ("format: 2\nname: a\nnombre: 1", "nombre: is not known here"),
        ("format: 2\nname: 7", "name: is not a text"),
        ("format: 2\nname: a\npurpose: no", ""),
        ("format: 2\nname: a\nmeetings: {length_minutes: yes}", "is not a whole number"),
        ("format: 2\nname: a\nmentees: {entry: by magic}", "'application', 'nomination'"),
    ],
)
@pytest.mark.requirement("R2.02")
def test_a_file_that_cannot_be_used_says_where_what_and_how_to_mend_it(text, words):
    if not words:
        assert read_design(text).purpose == "no"
        return
    with pytest.raises(DesignError) as refusal:
        read_design(text)
    assert words in " ".join(refusal.value.problems)


PATHS = sorted(
    f"{part}.{name}" if isinstance(value, dict) else part
    for part, value in plain(GENERAL).items()
    for name in (value if isinstance(value, dict) else [""])
)
NONSENSE = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.text(max_size=4), st.none(), max_size=2),
)  # fmt: skip


@pytest.mark.requirement("R2.02")
@settings(deadline=None)  # a whole file each time
@given(path=st.sampled_from(PATHS), value=NONSENSE)
def test_whatever_stands_in_a_file_it_is_read_or_refused_with_a_place(path, value):
    data = json.loads(json.dumps(plain(GENERAL)))
    part, _, name = path.partition(".")
    if name:
        data[part][name] = value
    else:
        data[part] = value
    text = yaml.safe_dump(data, allow_unicode=True)
    try:
        design = read_design(text)
    except DesignError as refusal:
        said = refusal.problems
    else:
        said = ["read"] if read_design(write_design(design)) == design else []
    assert said
    assert all(problem.strip() for problem in said)


@pytest.mark.requirement("R2.02")
@given(st.binary(max_size=300))
def test_rubbish_is_refused_in_words(rubbish):
    with pytest.raises(DesignError):
        read_design(rubbish.decode("utf-8", errors="replace"))


@pytest.mark.parametrize(
    "name",
    ["0x" + "f" * 9000, "1" + ":59" * 9000, "1" + ":59" * 900 + ".5", "!!bool maybe",
     '!!timestamp "soon"', "!!set {a}"],
)  # fmt: skip
def test_a_file_that_would_keep_us_busy_is_refused_in_words(name):
    with pytest.raises(DesignError) as refusal:
        read_design(f"format: 2\nname: {name}\n")
    assert "not readable YAML in line 2" in refusal.value.problems[0]


def test_what_nobody_sees_is_not_kept_and_a_name_is_one_line():
    text = 'format: 2\nname: "One\\u202e\\0\\r\\n two"\npurpose: "a\\u2028b\\x0bc"\n'
    design = read_design(text)
    assert (design.name, design.purpose) == ("One two", "a\nb\nc")
    assert read_design(write_design(design)) == design
    with pytest.raises(DesignError, match="name: is empty"):
        read_design('format: 2\nname: " "\n')
