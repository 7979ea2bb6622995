"""What became of matches in the demonstration: an end, a rematch, a proposal, what is learnt."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import product
from uuid import UUID, uuid5

from django.db.models import Count

from mentorhouse.accounts.models import User
from mentorhouse.demo import cast, meetings
from mentorhouse.matching.actions import proposing
from mentorhouse.matching.models import DraftPair
from mentorhouse.matching.queries.judging import broken_rules
from mentorhouse.partnerships import actions as partnerships
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.states import Ending, PartnershipState
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.states import ParticipationState
from mentorhouse.reporting.actions.fit import say_how_it_fits
from mentorhouse.reporting.rules.fit import QUESTIONS

DAY = timedelta(days=1)
MET = 3
LEFT_QUIET = 2  # pairs of Crossing Paths that have not met at all
NAMESPACE = UUID("5b0f3a52-6d0e-4c83-9d3b-0c1a3e6a7d10")


def matched_and_learnt(named: Mapping[str, User], at: datetime) -> None:
    """Leading Together: an end with a rematch wanted, and a proposal. Crossing Paths: answers."""
    programme = Programme.objects.get(name=cast.LEADING)
    pairs = _possible(programme, at)
    _ended(programme, pairs[0], named["coordinator"], at)
    mentor, mentee = pairs[1]
    once = uuid5(NAMESPACE, "a pair that a mentor proposes")
    email = mentee.person.user.email
    proposing.propose(mentor, email, once=once, by=mentor.person.user, at=at - DAY)
    _answers(Programme.objects.get(name=cast.PATHS), at)


def _possible(programme: Programme, at: datetime) -> list[tuple[Participation, Participation]]:
    """Find two pairs, of four people, that keep every rule."""
    rows = Participation.objects.select_related("programme", "person__user").filter(
        programme=programme, state=ParticipationState.ACCEPTED.value
    )
    sides = (
        rows.filter(role=role).order_by("person__user__email")[:6] for role in ("mentor", "mentee")
    )
    found: list[tuple[Participation, Participation]] = []
    for mentor, mentee in product(*sides):
        taken = {one.pk for pair in found for one in pair}
        if {mentor.pk, mentee.pk} & taken:
            continue
        if not broken_rules(programme, mentor.pk, mentee.pk, at=at):
            found.append((mentor, mentee))
        if len(found) > 1:
            break
    return found


def _ended(
    programme: Programme, pair: tuple[Participation, Participation], by: User, at: datetime
) -> None:
    [row] = partnerships.offer(programme, [pair], by=by, at=at - 12 * DAY)
    for part in pair:
        partnerships.accept(row, by=part.person.user, at=at - 10 * DAY)
    _, mentee = pair
    partnerships.end(row, Ending.FIT, rematch=True, by=mentee.person.user, at=at - 2 * DAY)


def _answers(programme: Programme, at: datetime) -> None:
    """Let pairs of the run meet three times and say how well it fits."""
    rows = Partnership.objects.filter(programme=programme, state=PartnershipState.ACTIVE.value)
    unmet = rows.annotate(held=Count("meetings")).filter(held=0).order_by("pk")
    for row in list(unmet)[LEFT_QUIET:]:
        mentor, mentee = (row.members.get(role=role).participation for role in ("mentor", "mentee"))
        for number in range(MET):
            meetings.meet(row, mentee.person.user, on=at - (9 * number + 4) * DAY)
        pair = DraftPair.objects.filter(mentor=mentor, mentee=mentee).first()
        met = sum(part["points"] * 2 >= part["most"] for part in pair.parts) if pair else 1
        for late, part in enumerate((mentee, mentor)):
            points = min(5, 2 + met + late)
            said = dict.fromkeys(QUESTIONS, points) | {"open": min(5, points + 1)}
            say_how_it_fits(row, said, by=part.person.user, at=at - DAY)
