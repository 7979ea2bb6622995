"""Who gets through the doors of governance; and a member of the steering group for every door."""

from django.utils import timezone

from mentorhouse.governance.actions import board, champion, needs
from mentorhouse.governance.models import Need
from tests.factories import AT, make_person, make_user
from tests.governance.makers import (
    make_meeting,
    make_milestone,
    make_obstacle,
    make_paper,
    make_stakeholder,
)

KEEPER = frozenset({"coordinator"})
BOARD = KEEPER | {"steering"}
ROWS = {
    "governance:start": BOARD,
    "governance:plan": BOARD,
    "governance:plan_export": BOARD,
    "governance:board": BOARD,
    "governance:terms": BOARD,
    "governance:meeting": BOARD,
    "governance:paper": BOARD,
    "governance:obstacles": BOARD,
    "governance:obstacle": BOARD,
    "governance:answer": KEEPER,
    "governance:champion": KEEPER,
    "governance:add": KEEPER,
    "governance:change": KEEPER,
    "governance:remove": KEEPER,
    "governance:done": KEEPER,
    "governance:first_plan": KEEPER,
    "governance:group": KEEPER,
    "governance:seats": KEEPER,
    "governance:seat": KEEPER,
    "governance:stakeholders": KEEPER,
    "governance:stakeholder": KEEPER,
    "governance:informed": KEEPER,
    "governance:messages": KEEPER,
    "governance:partners": KEEPER,
    "governance:list_export": KEEPER,
    "governance:needs": KEEPER,
    "governance:needs_year": KEEPER,
    "governance:needs_export": KEEPER,
    "governance:needs_deed": KEEPER,
    "governance:hand_over": KEEPER,
    # a manager's own form: the manager here is somebody who is nothing else
    "governance:need": frozenset({"stranger"}),
}


def people(world):
    """Give the steering group a member who is nothing else in the programme."""
    member = make_user("steering@example.org")
    make_person(user=member)
    board.seat(
        world.programme, member.email, role="member", since=AT.date(), until=None,
        by=world.coordinator, at=timezone.now(),
    )  # fmt: skip
    return {"steering": member}


def parts(world):
    """Make one of each thing that an address names."""
    programme, now = world.programme, timezone.now()
    milestone = make_milestone(programme)
    meeting = make_meeting(programme)
    stakeholder = {"stakeholder_id": make_stakeholder(programme).pk}
    obstacle = {"obstacle_id": make_obstacle(programme).pk}
    year = now.year
    needs.ask(programme, year, [world.users["stranger"].email], by=world.coordinator, at=now)
    said = {"name": "Ada Example", "job_title": "Director", "promised": "Time."}
    champion.name_champion(programme, said, email="", version=0, by=world.coordinator, at=now)
    entry = {"topic": "milestone", "entry_id": milestone.pk}
    return {
        **{f"governance:{name}": entry for name in ("add", "change", "remove", "done")},
        "governance:seat": {"member_id": programme.board_members.first().pk},
        "governance:meeting": {"meeting_id": meeting.pk},
        "governance:paper": {"paper_id": make_paper(meeting).pk},
        "governance:obstacle": obstacle,
        "governance:answer": obstacle,
        "governance:stakeholder": stakeholder,
        "governance:informed": stakeholder,
        "governance:list_export": {"topic": "stakeholders", "kind": "csv"},
        "governance:needs_year": {"year": year},
        "governance:needs_export": {"year": year, "kind": "csv"},
        "governance:needs_deed": {"year": year, "deed": "close"},
        "governance:need": {"need_id": Need.objects.get(manager=world.users["stranger"]).pk},
    }
