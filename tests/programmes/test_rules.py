"""What is missing, what comes next, places, and the order of clauses."""

import pytest

from mentorhouse.programmes import rules
from mentorhouse.programmes.design import parse_design, shipped_design
from mentorhouse.programmes.rules import People


def design(**changes):
    return parse_design(shipped_design().model_dump(mode="json") | changes)


@pytest.mark.requirement("R2.06")
def test_a_fresh_programme_lacks_purpose_and_confidentiality():
    points = rules.launch_points(design(), coordinators=1)
    assert [p.key for p in points if not p.done] == ["purpose", "confidentiality"]
    assert not rules.may_recruit(points)


@pytest.mark.requirement("R2.06")
def test_naming_a_co_ordinator_is_a_point_too():
    said = design(purpose="x", confidentiality={"statement": "y"})
    assert not rules.may_recruit(rules.launch_points(said, coordinators=0))
    assert rules.may_recruit(rules.launch_points(said, coordinators=1))


@pytest.mark.parametrize(
    ("state", "ready", "people", "page"),
    [
        ("draft", False, People(), "programmes:set_up"),
        ("draft", True, People(), "programmes:set_up"),
        ("recruiting", True, People(), "recruitment:imports"),
        ("recruiting", True, People(mentors=3), "recruitment:imports"),
        ("recruiting", True, People(1, 1, to_invite=2), "programmes:invitations"),
        ("recruiting", True, People(1, 1), "matching:runs"),
        ("matching", True, People(1, 1), "matching:runs"),
        ("running", True, People(1, 1, to_invite=1), "programmes:invitations"),
        ("running", True, People(1, 1), "home:desk"),
    ],
)
@pytest.mark.requirement("R2.17")
def test_there_is_always_one_next_deed(state, ready, people, page):
    assert rules.next_deed(state, ready=ready, people=people).page == page


def test_the_next_deed_says_who_is_missing():
    deed = rules.next_deed("recruiting", ready=True, people=People(mentors=1))
    assert deed.why == "There are no mentees yet."


@pytest.mark.parametrize(
    ("capacity", "role", "taken", "fits"),
    [
        (1, "mentor", 0, True),
        (3, "mentor", 3, True),
        (4, "mentor", 0, False),
        (0, "mentor", 0, False),
        (1, "mentor", 2, False),
        (1, "mentee", 0, False),
    ],
)
def test_places_stay_within_limit_and_what_is_taken(capacity, role, taken, fits):
    problem = rules.capacity_problem(capacity, role=role, taken=taken, largest=3)
    assert (problem == "") is fits


@pytest.mark.parametrize(
    ("asked", "role", "given"),
    [(0, "mentor", 1), (2, "mentor", 2), (9, "mentor", 3), (9, "mentee", 1)],
)
def test_an_import_gives_places_within_bounds(asked, role, given):
    assert rules.capacity_given(asked, role=role, largest=3) == given


@pytest.mark.parametrize(
    ("key", "deed", "order"),
    [
        ("b", "up", "bac"),
        ("b", "down", "acb"),
        ("a", "up", "abc"),
        ("c", "down", "abc"),
        ("b", "remove", "ac"),
        ("z", "remove", "abc"),
    ],
)
def test_clauses_move_one_place_or_go(key, deed, order):
    assert rules.moved(list("abc"), key, deed) == list(order)


@pytest.mark.requirement("R5.12")
def test_where_mentors_have_no_limit_of_their_own_all_have_the_same_room():
    room = {"role": "mentor", "largest": 3}
    assert rules.capacity_given(1, **room, own_limit=False) == 3
    assert rules.capacity_given(1, **room) == 1
    assert rules.capacity_problem(2, taken=0, **room) == ""
    assert "every mentor has room for 3" in rules.capacity_problem(
        2, taken=0, **room, own_limit=False
    )
    assert rules.capacity_problem(3, taken=0, **room, own_limit=False) == ""


@pytest.mark.requirement("R5.01")
@pytest.mark.parametrize("state", ["recruiting", "matching"])
def test_without_match_runs_the_next_deed_leads_to_none(state):
    deed = rules.next_deed(state, ready=True, people=People(1, 1), at_once=False)
    assert deed.page == "home:desk"
