"""What somebody is in governance, for their start page."""

from dataclasses import dataclass
from datetime import date

from mentorhouse.access.relations import Viewer
from mentorhouse.governance.models import BoardMember, Champion, Need
from mentorhouse.governance.relations import seated
from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes.models import Programme


@dataclass(frozen=True)
class Seat:
    """One card of the start page: as what, the page it leads to, its words and why."""

    programme: Programme
    role: str
    page: str
    key: object
    words: str
    why: str


def seats_of(viewer: Viewer, *, on: date) -> list[Seat]:
    """Return the viewer's seats in steering groups, as champion, and statements asked of them."""
    boards = BoardMember.objects.filter(seated(on), user_id=viewer.pk).select_related("programme")
    champions = Champion.objects.filter(user_id=viewer.pk).select_related("programme")
    needs = Need.objects.filter(
        manager_id=viewer.pk, given_at=None, year__closed_at=None
    ).select_related("year__programme")
    found = [
        Seat(
            need.year.programme, mark("manager"), "governance:need", need.pk,
            say("Say how much mentoring your staff need in {year}", year=need.year.year),
            say("A short form with numbers only. It helps to plan places and money."),
        )
        for need in needs.order_by("year__year", "pk")
    ]  # fmt: skip
    found += [
        Seat(
            row.programme, mark("senior champion"), "governance:obstacles", row.programme_id,
            say("See what stands in the programme’s way"),
            say("The co-ordinator says what is needed. You answer."),
        )
        for row in champions.order_by("programme__name", "pk")
    ]  # fmt: skip
    found += [
        Seat(
            seat.programme,
            mark("member of the steering group"),
            "governance:board",
            seat.programme_id,
            say("Open the steering group’s page"),
            say("Meetings, papers, the plan and figures, and nothing personal."),
        )
        for seat in boards.order_by("programme__name", "pk")
    ]
    return found
