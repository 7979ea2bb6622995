"""The life of partnerships in the demonstration: phases, reviews, last days, talks, a good end."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from mentorhouse.accounts.models import User
from mentorhouse.demo import cast
from mentorhouse.partnerships.actions import correcting, last_day, phases, reviewing, talking
from mentorhouse.partnerships.actions.saying_goodbye import say_goodbye, write_farewell
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.rules.last_day import add_months
from mentorhouse.partnerships.rules.phases import item_key
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.programmes.relations import day_of

DAY = timedelta(days=1)
PROGRAMMES = (cast.PATHS, cast.LEADING, cast.DOORS, cast.WARD, cast.REGISTER)
PART = {
    "works": "We begin on time, and I leave with one thing to try.",
    "lacks": "We seldom look back at what I tried before.",
    "goals": "partly",
    "agreement": "yes",
    "balance": "challenge",
    "wishes": "Begin each meeting with the last one.",
}
TOLD = {
    "purpose": "To lead a team of former colleagues with a quiet voice.",
    "achievements": "The rota is the team’s own, and I said no three times.",
    "thanks": "You never told me what to do. Thank you for that.",
    "touch": "yes",
}
ALONE = {
    "learnt": "That a question can be a decision.",
    "feelings": "A little sad, and proud.",
    "next_steps": "Apply for the deputy post in spring.",
}
TOPIC = "We talk about my work more than about where I want to go."


def everywhere(named: Mapping[str, User], at: datetime) -> None:
    """Let pairs of each programme stand in different phases; some review, talk or end.

    Those of whom the personas tell keep their own story.
    """
    for name in PROGRAMMES:
        running = Partnership.objects.filter(
            programme__name=name, state=PartnershipState.ACTIVE.value
        )
        rows = list(running.select_related("programme").order_by("began_at", "pk"))
        known = {user.pk for user in named.values()}
        others = [row for row in rows if not known & {user.pk for user in _everybody(row)}]
        for number, row in enumerate(others):
            _moves(row, number, at)
        deeds = (_reviews, _asks_for_talk, _corrects, _says_goodbye, _ends)
        for deed, row in zip(deeds, others, strict=False):
            deed(row, at)
    _shown(named, at)


def _shown(named: Mapping[str, User], at: datetime) -> None:
    """Let the pair that is told of first have ticked, and begun a review."""
    row = Partnership.objects.select_related("programme").get(
        programme__name=cast.PATHS,
        state=PartnershipState.ACTIVE.value,
        members__participation__person=named["mentee"].pk,
    )
    lines = row.programme.design.phases[1].checklist
    mentee, mentor = named["mentee"], named["mentor"]
    _moves(row, 0, at)
    phases.tick(row, "direction", [*map(item_key, lines)], by=mentee, at=at - DAY)
    phases.tick(row, "direction", [item_key(lines[0])], by=mentor, at=at - DAY)
    reviewing.ask_review(row, by=mentee, at=at - DAY)
    reviewing.write_part(row, PART, done=True, by=mentee, at=at - DAY)


def _moves(row: Partnership, number: int, at: datetime) -> None:
    """Move a pair through as many phases as fit its number, one in each week."""
    keys = [phase.key for phase in row.programme.design.phases]
    for place in range(1, min(number, len(keys) - 2) + 1):
        mentee = _of(row, "mentee")
        moved = at - (30 - 7 * place) * DAY
        phases.move_phase(row, keys[place], based_on=keys[place - 1], by=mentee, at=moved)
    if number == 0 and len(keys) > 1:
        phases.move_phase(row, keys[1], based_on=keys[0], by=_of(row, "mentor"), at=at - 20 * DAY)


def _reviews(row: Partnership, at: datetime) -> None:
    review = reviewing.ask_review(row, by=_of(row, "mentor"), at=at - 9 * DAY)
    for user in _everybody(row):
        reviewing.write_part(row, PART, done=True, by=user, at=at - 8 * DAY)
    words = "We begin with the last meeting, and bring one hard question each."
    by, when = _of(row, "mentee"), at - 7 * DAY
    reviewing.write_outcome(row, review.pk, words, based_on=0, by=by, at=when)
    again = day_of(at) + 60 * DAY
    reviewing.settle_review(row, review.pk, review_on=again, by=by, at=when)


def _asks_for_talk(row: Partnership, at: datetime) -> None:
    talking.ask_for_talk(row, with_both=True, by=_of(row, "mentee"), at=at - 2 * DAY)


def _corrects(row: Partnership, at: datetime) -> None:
    correcting.ask_correction(row, TOPIC, by=_of(row, "mentee"), at=at - 3 * DAY)


def _says_goodbye(row: Partnership, at: datetime) -> None:
    """Let one of the two say goodbye; the other has yet to."""
    mentee = _of(row, "mentee")
    write_farewell(row, TOLD | ALONE, by=mentee, at=at - 2 * DAY)
    say_goodbye(row, by=mentee, at=at - DAY)
    later = add_months(day_of(at), 1)
    if row.ends_on != later:
        last_day.propose_end(row, later, by=_of(row, "mentor"), at=at - DAY)


def _ends(row: Partnership, at: datetime) -> None:
    """Let all say goodbye, so that the partnership has come to its end."""
    for user in _everybody(row):
        write_farewell(row, TOLD, by=user, at=at - 6 * DAY)
        say_goodbye(row, by=user, at=at - 5 * DAY)


def _everybody(row: Partnership) -> list[User]:
    members = row.members.select_related("participation__person__user").order_by("role", "seat")
    people = {m.participation.person_id: m.participation.person for m in members}
    return [person.user for person in people.values()]


def _of(row: Partnership, role: str) -> User:
    found = row.members.filter(role=role).select_related("participation__person__user")
    return found.order_by("seat")[0].participation.person.user
