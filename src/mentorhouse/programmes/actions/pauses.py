"""Pausing in one role of one programme, and coming back before the day (R1.08)."""

from datetime import date, datetime

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import require
from mentorhouse.access.states import NotNow
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark, say
from mentorhouse.people.rules import return_problem
from mentorhouse.programmes import rules
from mentorhouse.programmes.models import Participation, PlacePause
from mentorhouse.programmes.relations import day_of
from mentorhouse.programmes.states import ParticipationState, Work

PLACE_PAUSED = audit.Act("participation.paused", mark("paused in one programme"))
PLACE_CAME_BACK = audit.Act(
    "participation.came_back", mark("came back from a pause in one programme")
)


def pause_place(participation: Participation, *, until: date, by: User, at: datetime) -> PlacePause:
    """Take nobody new here from today until a day; a pause before it is replaced."""
    with transaction.atomic():
        row = _locked(participation, by=by)
        rules.check_open(row.programme.state, Work.SET_PLACES)
        if row.state == ParticipationState.DECLINED:
            raise NotNow(say("You do not take part here, so there is nothing to pause."))
        today = day_of(at)
        if problem := return_problem(until, today=today):
            raise NotNow(problem)
        known = PlacePause.objects.filter(participation=row).first()
        runs = known is not None and known.since <= today < known.returns_on
        said = known or PlacePause(participation=row)
        said.since = said.since if runs else today
        said.returns_on = until
        said.save()
        audit.record(PLACE_PAUSED, by=by, on=row, at=at, programme=row.programme_id)
    return said


def end_place_pause(participation: Participation, *, by: User, at: datetime) -> None:
    """Come back today. Twice is as once."""
    with transaction.atomic():
        row = _locked(participation, by=by)
        today = day_of(at)
        paused = PlacePause.objects.filter(participation=row, returns_on__gt=today)
        if paused.update(returns_on=today):
            audit.record(PLACE_CAME_BACK, by=by, on=row, at=at, programme=row.programme_id)


def _locked(participation: Participation, *, by: User) -> Participation:
    rows = Participation.objects.select_for_update(no_key=True, of=("self",))
    row = rows.select_related("programme").get(pk=participation.pk)
    require(by, Capability.PAUSE_PLACE, row)
    return row
