"""The co-ordinator's desk: facts only, each figure with the list behind it (R11.01, R11.02)."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible
from mentorhouse.concerns.queries.speaking import contacts_of
from mentorhouse.design import tables
from mentorhouse.design.paging import page_of
from mentorhouse.design.words import short_day
from mentorhouse.home.queries import desk as queries
from mentorhouse.home.rules import desk as rules
from mentorhouse.languages.saying import mark, say
from mentorhouse.partnerships.models import Member, Partnership
from mentorhouse.partnerships.states import Answer, PartnershipState
from mentorhouse.programmes.actions import note_export
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.queries import coordinators_of, people_counts, programme_for
from mentorhouse.programmes.rules import (
    STANDINGS,
    Deed,
    People,
    launch_points,
    may_recruit,
    next_deed,
)
from mentorhouse.recruitment.queries.todo import waiting_to_do

Row = tuple[str, ...]
OF_PEOPLE = (mark("Name"), mark("Role"), mark("Answer"), mark("What to do"))
OF_PAIRS = (
    mark("Mentor"),
    mark("Mentee"),
    mark("State"),
    mark("Last met"),
    mark("Next meeting"),
    mark("What to do"),
)


@door(Capability.READ_PARTNERSHIP_FACTS)
def desk(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """Show the figures of a programme and its next deed."""
    programme = programme_for(request.user, programme_id, Capability.READ_PARTNERSHIP_FACTS)
    counted = queries.figures(request.user, programme, at=timezone.now())
    points = launch_points(
        programme.design, coordinators=coordinators_of(request.user, programme).count()
    )
    people = people_counts(request.user, programme)
    agrees = programme.design.agreement.in_use
    shown = [(figure, counted[figure.key]) for figure in rules.figures(agreements=agrees)]
    return render(
        request,
        "home/desk.html",
        {
            "programme": programme,
            "standing": STANDINGS[programme.state],
            "deed": _deed(programme, ready=may_recruit(points), people=people),
            "of_people": [pair for pair in shown if not pair[0].of_pairs],
            "of_pairs": [pair for pair in shown if pair[0].of_pairs],
            "to_do": waiting_to_do(request.user, programme),
            "quiet_after_days": programme.design.meetings.quiet_after_days,
            "hearing": len(contacts_of(programme)),
        },
    )


@door(Capability.READ_PARTNERSHIP_FACTS)
def desk_list(request: SignedInRequest, programme_id: UUID, figure: str) -> HttpResponseBase:
    """List who or which pairs a figure counts, with state and next action."""
    programme = programme_for(request.user, programme_id, Capability.READ_PARTNERSHIP_FACTS)
    shown = _figure(figure)
    at = timezone.now()
    page: object
    if shown.of_pairs:
        page = page_of(queries.pairs_behind(request.user, programme, figure, at=at), request)
        cells_of = _pair_cells(programme, at)
        rows = [(_who(row), cells_of(row)) for row in page]
    else:
        page = page_of(queries.people_behind(request.user, programme, figure), request)
        rows = [([[part]], _person_cells(part)) for part in page]
    names = 2 if shown.of_pairs else 1
    return render(
        request,
        "home/desk_list.html",
        {
            "programme": programme,
            "figure": shown,
            "page": page,
            "rows": [(people, cells[names:]) for people, cells in rows],
            "headings": [say(word) for word in (OF_PAIRS if shown.of_pairs else OF_PEOPLE)],
        },
    )


@door(Capability.READ_PARTNERSHIP_FACTS)
def desk_export(
    request: SignedInRequest, programme_id: UUID, figure: str, kind: str
) -> HttpResponseBase:
    """Hand out the list behind a figure as a file."""
    programme = programme_for(request.user, programme_id, Capability.READ_PARTNERSHIP_FACTS)
    shown = _figure(figure)
    if kind not in tables.TYPES:
        raise NotVisible
    at = timezone.now()
    if shown.of_pairs:
        pairs = queries.pairs_behind(request.user, programme, figure, at=at)
        rows = [*map(_pair_cells(programme, at), pairs)]
    else:
        rows = [
            _person_cells(part) for part in queries.people_behind(request.user, programme, figure)
        ]
    note_export(programme, count=len(rows), by=request.user, at=at)
    return tables.as_download(kind, figure, OF_PAIRS if shown.of_pairs else OF_PEOPLE, rows)


SIDES = (Participation.Role.MENTOR, Participation.Role.MENTEE)


def _deed(programme: Programme, *, ready: bool, people: People) -> Deed:
    at_once = programme.design.matching.at_once
    return next_deed(programme.state, ready=ready, people=people, at_once=at_once)


def _figure(key: str) -> rules.Figure:
    if key not in rules.FIGURES:
        raise NotVisible
    return rules.FIGURES[key]


def _who(row: Partnership) -> list[list[Participation]]:
    """Return the mentors of a partnership, and its mentees."""
    members = list(row.members.all())
    return [[m.participation for m in members if m.role == side] for side in SIDES]


def _person_cells(part: Any) -> Row:  # a Participation with the facts that the query adds
    action = rules.person_action(
        state=part.state, invited=part.invited_at is not None, matched=part.matched
    )
    return (part.person.name, part.get_role_display(), part.get_state_display(), action)


def _all_accepted(members: list[Member]) -> bool:
    return all(member.answer == Answer.ACCEPTED for member in members)


def _names(members: list[Member]) -> str:
    return ", ".join(member.participation.person.name for member in members)


def _pair_cells(programme: Programme, at: datetime) -> Callable[[Any], Row]:
    """Return what tells of a pair, a Partnership with the facts that the query adds."""
    agrees = programme.design.agreement.in_use
    line = queries.quiet_line(programme, at=at)

    def cells(row: Any) -> Row:
        mentors, mentees = ([m for m in row.members.all() if m.role == side] for side in SIDES)
        pair = rules.PairRow(
            active=row.state == PartnershipState.ACTIVE,
            mentor_accepted=_all_accepted(mentors),
            mentee_accepted=_all_accepted(mentees),
            signed=row.signed,
            managers_part=row.managers_part_signed,
            agrees=agrees,
            last_met_on=row.last_met_on,
            next_on=timezone.localdate(row.next_at) if row.next_at else None,
        )
        return (
            _names(mentors),
            _names(mentees),
            rules.pair_state(pair),
            short_day(pair.last_met_on) if pair.last_met_on else say("Not yet"),
            short_day(pair.next_on) if pair.next_on else say("None planned"),
            rules.pair_action(pair, quiet=queries.is_quiet(row, line)),
        )

    return cells
