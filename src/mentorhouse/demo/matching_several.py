"""Other shapes of the demonstration: a group, a draft of fours, two who mentor each other."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from mentorhouse.accounts.models import User
from mentorhouse.demo import cast
from mentorhouse.matching.actions.carrying import carry_out
from mentorhouse.matching.actions.publishing import publish
from mentorhouse.matching.actions.several import take_out
from mentorhouse.matching.actions.starting import start_several
from mentorhouse.matching.models import MatchRun
from mentorhouse.matching.states import UNDER_WAY
from mentorhouse.partnerships import actions as partnerships
from mentorhouse.partnerships.models import Member
from mentorhouse.partnerships.rules import Shape
from mentorhouse.programmes import actions as programmes
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.rules import Place

DAY = timedelta(days=1)


def everywhere(named: Mapping[str, User], at: datetime) -> None:
    """Leading Together offers a group and drafts fours; in Open Doors two mentor each other."""
    _leading_together(named["coordinator"], at)
    _open_doors(named["coordinator-doors"], at)


def _leading_together(by: User, at: datetime) -> None:
    programme = Programme.objects.get(name=cast.LEADING)
    for run in MatchRun.objects.filter(programme=programme, state__in=UNDER_WAY):
        carry_out(run.pk, at=at)
    groups = _drafted(programme, Shape.GROUP, by, at - timedelta(minutes=50))
    for group in groups.groups.all()[1:]:  # the others stay free, for pairs
        take_out(groups, group.pk, by=by, at=at - timedelta(minutes=45))
    publish(groups, by=by, at=at - timedelta(minutes=40))
    members = Member.objects.filter(partnership__programme=programme, partnership__shape="group")
    mentor = members.select_related("partnership", "participation__person__user").get(role="mentor")
    user = mentor.participation.person.user
    partnerships.accept(mentor.partnership, by=user, at=at - timedelta(minutes=20))
    _drafted(programme, Shape.TWO_BY_TWO, by, at - timedelta(minutes=10))


def _open_doors(by: User, at: datetime) -> None:
    """Two mentors take part as mentees besides, and so are in the pool."""
    programme = Programme.objects.get(name=cast.DOORS)
    mentors = Participation.objects.filter(
        programme=programme, role="mentor", state="accepted", places_taken=0,
        register_entry__state="admitted",
    ).select_related("person__user")  # fmt: skip
    users = [part.person.user for part in mentors.order_by("joined_at", "pk")[:2]]
    places = [Place(user.pk, "mentee") for user in users]
    parts = programmes.bring_in(programme, places, by=by, at=at - DAY)
    programmes.invite(programme, by=by, at=at - DAY)
    for part in parts:
        programmes.answer_participation(part, accept=True, by=part.person.user, at=at - DAY)
    run = _drafted(programme, Shape.RECIPROCAL, by, at - timedelta(hours=5))
    if run.pair_count:
        publish(run, by=by, at=at - timedelta(hours=4))
    for user in users:
        mine = Member.objects.filter(
            partnership__programme=programme, partnership__shape="reciprocal",
            participation__person=user.pk,
        ).select_related("partnership")  # fmt: skip
        for member in mine[:1]:
            partnerships.accept(member.partnership, by=user, at=at - timedelta(hours=2))


def _drafted(programme: Programme, shape: Shape, by: User, at: datetime) -> MatchRun:
    run = start_several(programme, shape, by=by, at=at)
    carry_out(run.pk, at=at)
    run.refresh_from_db()
    return run
