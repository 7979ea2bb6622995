"""Sending an application: complete, in time, once. Where nobody approves it is taking part."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from mentorhouse import audit
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow, after
from mentorhouse.accounts.models import User
from mentorhouse.notifications import post
from mentorhouse.programmes import rules as judging
from mentorhouse.programmes.actions.taking_on import lock_parts, take_on
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.relations import day_of
from mentorhouse.programmes.rules import Place
from mentorhouse.recruitment.actions.applying.beginning import check_way
from mentorhouse.recruitment.actions.applying.sharing import renew_shared
from mentorhouse.recruitment.actions.applying.writing import locked_sitting
from mentorhouse.recruitment.models import Application
from mentorhouse.recruitment.queries import applying as queries
from mentorhouse.recruitment.queries.applying import Sitting
from mentorhouse.recruitment.queries.endorsing import standing_of
from mentorhouse.recruitment.rules.applying import decided_at_once
from mentorhouse.recruitment.rules.endorsing import before_sending
from mentorhouse.recruitment.states import APPLICATION, ApplicationMove, ApplicationState
from mentorhouse.register.actions import enter

SENT = audit.Act("application.sent", "sent an application")
TAKEN_AT_ONCE = audit.Act(
    "application.taken_at_once", "took part by applying: nobody has to approve it"
)


class NotComplete(NotNow):
    """Something that has to be answered is not. The page shows what."""


def send(programme_id: UUID, *, by: User, at: datetime) -> list[Application]:
    """Send what is not sent yet of one's own applications to a programme. Twice is as once."""
    with transaction.atomic():
        rows = Programme.objects.select_for_update(no_key=True)
        programme = rows.filter(pk=programme_id).first()  # it may be closing at this moment
        if programme is None:
            raise NotVisible
        lock_parts(programme, [by.pk])
        sitting = locked_sitting(by, programme_id, at=at)
        for row in sitting.to_send:
            check_way(by, programme, row.role, today=day_of(at))
            _check_complete(sitting, row, at=at)
        stops = {
            role: judging.what_stops(found)
            for role, found in queries.judgements_for(sitting).items()
        }
        sent = list(sitting.to_send)
        for row in sent:
            _send(sitting, row, stopped=bool(stops[row.role]), by=by, at=at)
    return sent


def _check_complete(sitting: Sitting, row: Application, *, at: datetime) -> None:
    own = {row.role: sitting.drafts[row.role]}
    steps = (step for step in sitting.steps if any(row.role in ask.roles for ask in step.asks))
    for step in steps:
        missing = [ask for ask in step.missing(own) if row.role in ask.roles]
        if missing:
            raise NotComplete(
                missing[0].message
                or _("Answer this first: {question}").format(question=missing[0].label)
            )
    if problem := before_sending(sitting.programme.design, row.role, standing_of(row, at=at)):
        raise NotComplete(problem)


def _send(sitting: Sitting, row: Application, *, stopped: bool, by: User, at: datetime) -> None:
    programme = sitting.programme
    row.state = after(APPLICATION, ApplicationState(row.state), ApplicationMove.SUBMIT).value
    row.submitted_at = row.changed_at = at
    row.version += 1
    row.save(update_fields=["state", "submitted_at", "changed_at", "version"])
    renew_shared(row, sitting.drafts[row.role])
    about = {"application": str(row.pk)}
    post("application.received", to=by, about=about, at=at, key=str(row.pk))
    detail = {"role": row.role, "version": row.version}
    audit.record(SENT, by=by, on=row, at=at, programme=programme.pk, detail=detail)
    part = Participation.objects.filter(
        programme=programme, person=row.person, role=row.role
    ).first()
    waived = part is not None and part.waived_at is not None
    if (part or decided_at_once(programme.design, row.role)) and (waived or not stopped):
        _take_part(row, part, by=by, at=at)


def _take_part(row: Application, part: Participation | None, *, by: User, at: datetime) -> None:
    """Let somebody take part by applying, whom nobody has to approve, or who was invited."""
    known = part.capacity if part else 1
    place = Place(row.person_id, row.role, row.places or known)
    enter(take_on(row.programme, place, by=by, at=at), by=by, at=at)
    state = after(APPLICATION, ApplicationState(row.state), ApplicationMove.APPROVE)
    row.state, row.decided_at = state.value, at
    row.save(update_fields=["state", "decided_at"])
    audit.record(TAKEN_AT_ONCE, by=by, on=row, at=at, programme=row.programme_id)
