"""What pairs of the demonstration work on: goals, a plan that was revised, notes, a visit."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import uuid4

from mentorhouse.accounts.models import User
from mentorhouse.demo import cast
from mentorhouse.development.actions.goals import Aim, move_on, set_goal, write_goal
from mentorhouse.development.actions.notes import write_note
from mentorhouse.development.actions.plans import PlanFacts, plan_visit, write_plan
from mentorhouse.development.models import Goal
from mentorhouse.development.states import GoalMove
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.programmes.relations import day_of

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
PROGRAMMES = (cast.PATHS, cast.LEADING, cast.DOORS, cast.WARD, cast.REGISTER)
IN_EACH = 2
LONG = {
    "statement": "I lead a team through a change, and they would work with me again.",
    "level": "On my own, with somebody to ring when it is hard.",
    "criteria": "The team says in its own words why the change is worth it.",
    "measures": "A short talk with each of them every two months.",
}
SMALL = (
    {"statement": "I chair the weekly rota meeting in half an hour.", "level": "",
     "criteria": "Everybody leaves knowing their week.", "measures": "The clock."},
    {"statement": "I say no to a request and keep the relationship.", "level": "Three times.",
     "criteria": "", "measures": ""},
)  # fmt: skip
PRIVATE = {
    "statement": "I find out whether I want the deputy post at all.", "level": "", "criteria": "",
    "measures": "",
}  # fmt: skip
PLAN = {
    "where_now": "I run shifts well. Former colleagues still come to me as a friend first.",
    "long_term_goal": LONG["statement"],
    "short_term_goals": "\n".join(one["statement"] for one in SMALL),
    "learning": "How to open and close a meeting. How to say no kindly.",
    "steps": "Watch two meetings of somebody who is good at it.\nChair one with notes.\n"
    "Chair one without.",
    "people_needed": "My mentor, and one colleague who tells me the truth.",
    "timescales": "Three months for the meetings, six for the rest.",
    "milestones": "The first meeting that ends on time.",
    "success_criteria": "The rota is the team’s own.",
    "problems": "Winter, and two posts that are not filled.",
    "contingency": "Shorter meetings rather than none.",
    "comments": "",
}
SHEET = {
    "what_changed": "The last part starts a month later.",
    "why_changed": "The winter was busier than we thought.",
}
NOTES = (
    "Ask about the time she had to close a ward. How did she tell them?",
    "I talk faster when I am not sure. Notice it.",
)


def everywhere(named: Mapping[str, User], at: datetime) -> None:
    """Let some pairs of each programme have goals, and the personas’ pair all of it."""
    for name in PROGRAMMES:
        rows = Partnership.objects.filter(
            programme__name=name, state=PartnershipState.ACTIVE.value
        ).select_related("programme")
        for row in rows.order_by("began_at", "pk")[:IN_EACH]:
            _grow(row, at)
    shown = Partnership.objects.select_related("programme").filter(
        programme__name=cast.PATHS,
        state=PartnershipState.ACTIVE.value,
        members__participation__person=named["mentee"].pk,
    )
    for row in shown:
        if not Goal.objects.filter(partnership=row).exists():
            _grow(row, at)
        _notes(row, named, at)


def _grow(row: Partnership, at: datetime) -> None:
    """Set goals, move one on, and keep a plan where the programme writes logs for two."""
    mentor, mentee = _of(row, "mentor"), _of(row, "mentee")
    today, begun = day_of(at), at - 4 * WEEK
    aim = Aim("long", today + 40 * WEEK)
    long = set_goal(row, aim, LONG, once=uuid4(), by=mentee, at=begun)
    for number, texts in enumerate(SMALL):
        due = today + (number * 6 - 1) * WEEK
        small = set_goal(row, Aim("short", due), texts, once=uuid4(), by=mentee, at=begun)
        note = "Two meetings ended on time."
        move_on(small, GoalMove.PROGRESS, note, revision=1, by=mentor, at=begun + WEEK)
        if number:
            move_on(small, GoalMove.REACH, "", revision=2, by=mentee, at=at - DAY)
    closer = Aim("medium", today + 12 * WEEK, parent=long.pk)
    set_goal(row, closer, SMALL[1], once=uuid4(), by=mentor, at=at - 2 * DAY)
    mended = LONG | {"measures": "A short talk with each of them every month."}
    write_goal(long, aim, mended, based_on=1, by=mentor, at=at - DAY)
    if row.programme.design.agreement.in_use:
        _plan(row, mentee, mentor, at)
    if row.programme.design.meetings.visit:
        words = {"where": "A community clinic by the harbour", "purpose": "How they hand over."}
        plan_visit(row, today + 3 * WEEK, words, once=uuid4(), by=mentee, at=at)


def _plan(row: Partnership, mentee: User, mentor: User, at: datetime) -> None:
    today = day_of(at)
    start, end = today - 4 * WEEK, today + 22 * WEEK
    facts = PlanFacts(start, end, today + WEEK, today + 12 * WEEK, None, start, 75, "face_to_face")
    write_plan(row, facts, PLAN, based_on=0, by=mentee, at=at - 4 * WEEK)
    later = PlanFacts(
        start, end + 4 * WEEK, today + WEEK, today + 14 * WEEK, None, today - DAY, 60, "video"
    )
    write_plan(row, later, PLAN | SHEET, based_on=1, by=mentor, at=at - DAY)


def _notes(row: Partnership, named: Mapping[str, User], at: datetime) -> None:
    mentee = named["mentee"]
    set_goal(row, Aim("long", private=True), PRIVATE, once=uuid4(), by=mentee, at=at - WEEK)
    for number, words in enumerate(NOTES):
        write_note(row, words, once=uuid4(), by=mentee, at=at - (number + 1) * WEEK)
    words = "He knows more than he says. Ask, then wait."
    write_note(row, words, once=uuid4(), by=_of(row, "mentor"), at=at - WEEK)


def _of(row: Partnership, role: str) -> User:
    members = row.members.select_related("participation__person__user").filter(role=role)
    user: User = members.order_by("seat")[0].participation.person.user
    return user
