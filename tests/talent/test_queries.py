"""What the board and the start page may know."""

from datetime import date

import pytest

from mentorhouse.access.relations import NotVisible
from mentorhouse.talent.actions import activities, nominations, opportunities
from mentorhouse.talent.actions.activities import Fact
from mentorhouse.talent.queries import talent_ways
from mentorhouse.talent.queries.opportunities import board_of
from mentorhouse.talent.states import ActivityKind, PlacementMove
from tests.factories import make_user
from tests.talent.conftest import AT, Scheme

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("R2.18", "R3.13")
def test_the_board_sees_names_and_counts_and_nothing_more(scheme):
    rows = [scheme.wishing(f"Person{n} Name") for n in range(6)]
    scheme.nominate("Silent Person")  # nominated, and has not said that they want it
    gone = scheme.nominate("Gone Person")
    nominations.withdraw(gone, by=gone.nominee, at=AT)
    for row in rows:
        fact = Fact(ActivityKind.COACHING, "Talks", date(2026, 9, 1))
        activities.enter(row, fact, by=row.nominee, at=AT)
    course = Fact(ActivityKind.FORMAL_TRAINING, "Course", date(2026, 9, 1))
    activities.enter(rows[0], course, by=rows[0].nominee, at=AT)
    board = board_of(scheme.board_member(), scheme.programme)
    assert list(board.names) == [f"Person{n} Name" for n in range(6)]
    assert {one.what: one.shown for one in board.activities} == {
        "formal training": "fewer than 5",
        "mentoring": "none",
        "coaching": "6",
        "practical learning": "none",
    }


@pytest.mark.requirement("R2.21")
def test_placements_are_counted_for_the_board(scheme):
    offered = scheme.offer()
    for n in range(6):
        scheme.place(offered, scheme.wishing(f"Person{n} Name"))
    late = scheme.place(offered, scheme.wishing(), begins_on=date(2028, 1, 1))
    board = board_of(scheme.board_member(), scheme.programme)
    assert board.placements == "7"
    assert [(one.what, one.shown) for one in board.by_year] == [
        ("2027", "not shown"),
        ("2028", "not shown"),
    ]
    assert [one.shown for one in board.by_organisation] == ["7"]
    opportunities.move_placement(late, PlacementMove.CALL_OFF, by=scheme.other, at=AT)
    board = board_of(scheme.board_member(), scheme.programme)
    assert [(one.what, one.shown) for one in board.by_year] == [("2027", "6")]


def test_a_board_that_is_not_to_see_nominations_does_not(scheme):
    shut = Scheme(sees_nominations=False)
    with pytest.raises(NotVisible):
        board_of(shut.board_member(), shut.programme)
    assert board_of(shut.coordinator, shut.programme)
    for viewer in (make_user(), scheme.nominator, shut.coordinator):
        with pytest.raises(NotVisible):
            board_of(viewer, scheme.programme)


def test_ways_from_the_start_page(scheme):
    row = scheme.nominate()
    assert [way.nomination for way in talent_ways(row.nominee)] == [row]
    assert [way.nomination for way in talent_ways(scheme.nominator)] == [None]
    assert talent_ways(make_user()) == []
    nominations.withdraw(row, by=row.nominee, at=AT)
    assert talent_ways(row.nominee) == []
