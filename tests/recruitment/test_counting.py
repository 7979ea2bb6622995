"""What is hidden in figures stays hidden, whatever is shown beside it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from mentorhouse.recruitment.rules import counting, funnel
from mentorhouse.recruitment.rules.equality import Workforce, figures, in_lines, read_numbers
from mentorhouse.recruitment.rules.funnel import Applicant

LEAST = 5
PLACES = sorted(funnel.PLACES)
UNDER = ("Harbour", "Northmoor", "Rivers", "Records")
PEOPLE = st.lists(
    st.tuples(
        st.sampled_from(PLACES), st.sampled_from(UNDER), st.sampled_from(["Band 7", "Band 8"])
    ),
    max_size=90,
)


def shown(people):
    groups = {
        "organisation": [Applicant(place, body) for place, body, _ in people],
        "grade": [Applicant(place, grade) for place, _, grade in people],
    }
    everybody = funnel.everybody(groups["organisation"], least=LEAST)
    return everybody, funnel.tables(everybody, groups, {"grade": ["Band 7"]}, least=LEAST)


def knows(everybody, tables):
    """Everything that a reader of all pages knows: figures, and what adds up to what."""
    cells = {("", "", column): count for column, count in everybody.items()}
    lines = [tuple(("", "", c) for c in (*of, name)) for name, of in funnel.SUMS.items()]
    for title, rows in tables.items():
        cells |= {(title, n, c): count for n, row in rows.items() for c, count in row.items()}
        for name in rows:
            lines += [
                tuple((title, name, c) for c in (*of, s)) for s, of in funnel.IN_TABLES.items()
            ]
        for column in ("unsent", "others", "in", "applied", "began"):
            lines.append((*((title, name, column) for name in rows), ("", "", column)))
    return cells, [line for line in lines if len(line) > 1]


def bounds(cells, lines, wanted):
    """The least and the most that a hidden figure can be, as a reader works it out."""
    unknown = {cell: number for number, cell in enumerate(c for c in cells if cells[c] is None)}
    left, right = np.zeros((len(lines), len(unknown))), np.zeros(len(lines))
    for number, line in enumerate(lines):
        for cell, sign in zip(line, [1] * (len(line) - 1) + [-1], strict=True):
            if cell in unknown:
                left[number, unknown[cell]] += sign
            else:
                right[number] -= sign * cells[cell]
    goal = np.zeros(len(unknown))
    goal[unknown[wanted]] = 1
    low = linprog(goal, A_eq=left, b_eq=right)
    high = linprog(-goal, A_eq=left, b_eq=right)
    return low.fun, float("inf") if high.status else -high.fun


@pytest.mark.requirement("R3.11")
@settings(max_examples=60)
@given(PEOPLE, st.data())
def test_no_hidden_figure_can_be_worked_out_from_those_that_are_shown(people, data):
    cells, lines = knows(*shown(people))
    assert all(count is None or count >= LEAST for count in cells.values())
    hidden = sorted(cell for cell, count in cells.items() if count is None)
    if hidden:
        low, high = bounds(cells, lines, data.draw(st.sampled_from(hidden)))
        assert high - low >= 1


@given(PEOPLE)
def test_what_is_shown_is_true_and_adds_up(people):
    everybody, tables = shown(people)
    assert everybody["began"] in {None, len(people)}
    for name in tables["organisation"]:
        count = sum(body == name for _, body, _ in people)
        assert tables["organisation"][name]["began"] in {None, count} or name == funnel.ELSEWHERE


def test_large_figures_are_shown():
    people = [("submitted", body, "Band 7") for body in UNDER[:2] for _ in range(20)]
    people += [("approved", body, "Band 8") for body in UNDER[:2] for _ in range(20)]
    people += [("unsent", body, "Band 8") for body in UNDER[:2] for _ in range(20)]
    everybody, tables = shown(people)
    assert everybody["began"] == 120
    assert tables["organisation"]["Harbour"] == {
        "others": 20, "in": 20, "applied": 40, "unsent": 20, "began": 60,
    }  # fmt: skip


def test_one_small_figure_takes_another_with_it():
    people = [("submitted", "Harbour", "")] * 30 + [("submitted", "Rivers", "")] * 20
    people += [("approved", "Harbour", "")] * 30 + [("approved", "Rivers", "")] * 2
    _everybody, tables = shown(people)
    assert [tables["organisation"][name]["in"] for name in ("Harbour", "Rivers")] == [None, None]


def test_a_chain_of_sums_is_solved():
    lines = [("a", "b", "s"), ("b", "c", "t")]
    assert counting.can_be_solved(lines, {"a"})
    assert counting.can_be_solved([("a", "b", "s"), ("b", "s")], {"a", "b"})
    assert not counting.can_be_solved([("a", "b", "s")], {"a", "b"})
    assert not counting.can_be_solved(lines, set())


def test_the_workforce_stands_beside_with_its_shares():
    people = [Applicant("approved", "Nursing")] * 30 + [Applicant("submitted", "Policy")] * 30
    everybody = funnel.everybody(people, least=LEAST)
    tables = funnel.tables(everybody, {"grade": people}, {}, least=LEAST)
    found = figures("grade", tables["grade"], everybody, Workforce({"Nursing": 90, "Policy": 10}))
    nursing = next(line for line in found.lines if line.name == "Nursing")
    assert (nursing.workforce, nursing.workforce_share, nursing.applied_share) == (90, "90%", "50%")
    assert found.total.workforce == 100
    assert not Workforce({}).numbers


@pytest.mark.parametrize(
    "text, problem",
    [
        ("Nursing", "Line 1"),
        ("Nursing, many", "Line 1"),
        ("Nursing, 3\nnursing, 4", "there twice"),
        ("x" * 201 + ", 3", "too long"),
        (", 4", "Line 1"),
        ("Nursing, 9999999999", "Line 1"),
    ],
)
def test_numbers_that_cannot_be_read_are_named(text, problem):
    _found, problems = read_numbers(text)
    assert problem in problems[0]


def test_numbers_are_read_as_they_are_written():
    found, problems = read_numbers("Nursing, 1 200\n\nWales, north, 3\n")
    assert (found, problems) == ({"Nursing": 1200, "Wales, north": 3}, [])
    assert read_numbers(in_lines(found))[0] == found


PAGES = ("about", "criteria", "promises", "check")
CAME_TO = st.lists(st.sampled_from([*PAGES, None, "gone"]), max_size=60)


@given(CAME_TO)
@settings(max_examples=200, deadline=None)
def test_where_drafts_stop_gives_no_small_figure_away(came_to):
    sent = [Applicant("submitted")] * 12
    everybody = funnel.everybody([*sent, *[Applicant("unsent")] * len(came_to)], least=LEAST)
    row = funnel.stops(PAGES, came_to, everybody, least=LEAST)
    if everybody["unsent"] is None:
        assert set(row.values()) == {None}
        return
    shown_ones = {page: count for page, count in row.items() if count is not None}
    known = {None: funnel.UNKNOWN, "gone": funnel.ANOTHER}
    for page, count in shown_ones.items():
        assert count == sum(known.get(one, one) == page for one in came_to) >= LEAST
    hidden = len(row) - len(shown_ones)
    left = everybody["unsent"] - sum(shown_ones.values())
    assert hidden == 0 or (hidden >= 2 and left >= 2 * LEAST) or not shown_ones


def test_where_many_stop_is_shown():
    came_to = ["criteria"] * 12 + ["promises"] * 9 + ["about", None]
    sent = [Applicant("submitted")] * 12
    everybody = funnel.everybody([*sent, *[Applicant("unsent")] * len(came_to)], least=LEAST)
    row = funnel.stops(PAGES, came_to, everybody, least=LEAST)
    assert row["criteria"] == 12
    assert row["promises"] is None  # one small figure takes another with it
    assert row["about"] is None and row["check"] is None
