"""What people of the demonstration worked through and gave one another, in each programme."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from mentorhouse.accounts.models import User
from mentorhouse.demo import cast
from mentorhouse.development.actions.exchanges import answer, give
from mentorhouse.development.actions.sheets import begin_sheet, share_sheet
from mentorhouse.development.rules.capabilities import PRACTICES
from mentorhouse.development.rules.kinds import KINDS
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.programmes.relations import day_of

PROGRAMMES = (cast.PATHS, cast.LEADING, cast.DOORS, cast.WARD, cast.REGISTER)
WEEK = timedelta(weeks=1)
GROW = {
    "topic": "My first budget round", "context": "Four wards and one finance partner.",
    "size": "Two days a week until spring.", "aim": "To lead a service one day.",
    "goal": "A budget that I can explain in five minutes.", "goal_questions": ["0", "4"],
    "reality": "I have the figures and no story.", "options": "Sit in on a round elsewhere.",
    "way": "Ask Finance for an hour, and write the story on one page.", "commitment": 8,
}  # fmt: skip
OSKAR = {
    "topic": "Speaking in large meetings", "outcome": "I say one thing in each meeting.",
    "know_how": "It goes well when I have a first sentence.", "affirm": "I prepare well.",
    "way": "Write a first sentence before each meeting.",
}  # fmt: skip
STYLE = {
    "try": 5, "hands": 4, "watch": 2, "example": 4, "alone": 4, "reason": 3, "talk": 2, "ask": 3,
    "helped": "Somebody who let me make small mistakes.", "wish": "Give me a day to think.",
}  # fmt: skip
CHANGE = {
    "topic": "The new rota system", "feels": "-", "does": "-", "reasons": ["unknown", "work"],
    "thoughts": "I would like to know who decided it.",
}  # fmt: skip
FEEDBACK = {
    "well": "You opened with why it matters to patients.",
    "seen": "You looked at the slides more than at the people in the last part.",
    "next": "Leave out the last three slides and ask a question instead.",
}


def everywhere(named: Mapping[str, User], at: datetime) -> None:
    """Show it in one pair of each programme, and in that of the persona."""
    running = Partnership.objects.filter(
        state=PartnershipState.ACTIVE.value, shape="one_to_one"
    ).select_related("programme")
    mine = running.filter(
        programme__name=cast.PATHS, members__participation__person=named["mentee"].pk
    ).first()
    for name in PROGRAMMES:
        here = mine if mine and name == cast.PATHS else None
        row = here or running.filter(programme__name=name).order_by("began_at", "pk").first()
        if row is not None:
            _work(row, at)


def _work(row: Partnership, at: datetime) -> None:
    mentee, mentor = _of(row, "mentee"), _of(row, "mentor")
    today = day_of(at)
    stages: tuple[dict[str, Any], ...] = tuple(
        {"stage": stage} | {key: least + n % 3 for n, key in enumerate(PRACTICES)}
        for stage, least in (("start", 1), ("middle", 3))
    )
    entry = {"topic": "A talk on patient safety", "on": today.isoformat(), "minutes": 90}
    worked: tuple[tuple[str, dict[str, Any]], ...] = (
        ("capabilities", stages[0]), ("capabilities", stages[1]),
        ("oskar", OSKAR | {"now": 3, "next": 4}), ("oskar", OSKAR | {"now": 5, "next": 6}),
        ("change", CHANGE), ("style", STYLE), ("cpd", entry), ("grow", GROW),
    )  # fmt: skip
    for ago, (kind, answers) in enumerate(worked):
        when = at - (len(worked) - ago) * WEEK / 2
        sheet = begin_sheet(row, KINDS[kind], answers, once=uuid4(), by=mentee, at=when)
        if kind in {"style", "change"}:
            share_sheet(sheet, shared=True, by=mentee, at=when)
    asked = {"topic": "My talk to the board", "words": "Was the main point clear?"}
    request = give(row, "feedback", asked, once=uuid4(), by=mentee, at=at - 2 * WEEK)
    answer(request, "answered", FEEDBACK, by=mentor, at=at - WEEK)
    offers = ("Shadow me in the budget round", "Meet the head of estates")
    first, _ = (
        give(row, "opportunity", {"topic": topic}, once=uuid4(), by=mentor, at=at - WEEK)
        for topic in offers
    )
    answer(first, "accepted", {"answer": "Gladly."}, by=mentee, at=at - WEEK / 2)
    link = {"topic": "A guide to reading accounts", "link": "https://www.example.org/accounts"}
    give(row, "resource", link, once=uuid4(), by=mentor, at=at - WEEK)


def _of(row: Partnership, role: str) -> User:
    member = row.members.select_related("participation__person__user").filter(role=role)
    return member.get().participation.person.user
