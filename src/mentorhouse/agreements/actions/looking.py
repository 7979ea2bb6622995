"""Looking at the agreement again: when the day has come, or one of them asks (R6.06).

All find it still right, or all sign a new version: either settles it, and sets the next day.
"""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.access.states import NotNow, after
from mentorhouse.accounts.models import User
from mentorhouse.agreements import queries
from mentorhouse.agreements.models import Agreement, Look, StillRight
from mentorhouse.agreements.queries import looking as looks
from mentorhouse.agreements.rules import looking as rules
from mentorhouse.agreements.states import LOOK, LookMove, LookState
from mentorhouse.languages.saying import mark, say
from mentorhouse.notifications.actions import post_all
from mentorhouse.notifications.clock import one_by_one
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.programmes.relations import day_of

LOOK_OPENED = audit.Act("agreement.look_opened", mark("asked to look at the agreement again"))
LOOK_DUE = audit.Act("agreement.look_due", mark("asked a pair to look at its agreement again"))
FOUND_RIGHT = audit.Act("agreement.found_right", mark("found the agreement still right"))
DAY_SET = audit.Act("agreement.look_day_set", mark("set a day to look at the agreement again"))
NOT_SIGNED = mark("Sign the agreement first. Until then you can change it as you like.")
BEING_CHANGED = mark("The agreement is being changed. Sign the new version, or change it again.")
TASK = "look at agreements again"


def ask_to_look(agreement: Agreement, *, by: User, at: datetime) -> Look:
    """Ask all to look at the agreement again. Where that is open already, this is it."""
    with transaction.atomic():
        row = _locked(agreement, by=by)
        if row.in_force is None:
            raise NotNow(say(NOT_SIGNED))
        look = looks.open_look(row)
        if look is None:
            look = Look.objects.create(agreement=row, opened_at=at, asked_by_id=by.pk)
            others = [who for who in queries.people_in(row.partnership_id) if who != by.pk]
            _tell(look, others, at=at)
            _record(LOOK_OPENED, row, by=by, at=at)
    return look


def find_right(agreement: Agreement, *, by: User, at: datetime) -> LookState:
    """Say that it is still right; once all have said so it is settled. Twice is as once."""
    with transaction.atomic():
        row = _locked(agreement, by=by)
        look = looks.open_look(row)
        if look is None:
            return LookState.KEPT
        if row.in_force != row.newest:
            raise NotNow(say(BEING_CHANGED))
        StillRight.objects.get_or_create(look=look, person_id=by.pk, defaults={"said_at": at})
        people = queries.people_in(row.partnership_id)
        if set(people) <= set(look.still_right.values_list("person_id", flat=True)):
            _settle(row, look, LookMove.KEEP, at=at)
            row.save(update_fields=["look_on"])
        _record(FOUND_RIGHT, row, by=by, at=at)
    return LookState(look.state)


def set_day(agreement: Agreement, day: date | None, *, by: User, at: datetime) -> None:
    """Set the day on which all look at it again, or none. Raises `NotNow` for a day that is off."""
    with transaction.atomic():
        row = _locked(agreement, by=by)
        if found := rules.day_problem(day, today=day_of(at)):
            raise NotNow(found)
        row.look_on = day
        row.save(update_fields=["look_on"])
        _record(DAY_SET, row, by=by, at=at)


def settle_by_signing(row: Agreement, *, at: datetime) -> None:
    """All have signed: that settles a look that is open, and sets the next day."""
    look = looks.open_look(row)
    if look is not None:
        _settle(row, look, LookMove.CHANGE, at=at)
    elif row.look_on is None or row.look_on <= day_of(at):
        row.look_on = _next_day(row, at=at)


def open_due(*, at: datetime) -> int:
    """Open what is due, and remind once of what nobody answered."""
    done = one_by_one(lambda pk: _open(pk, at=at), looks.due(today=day_of(at)))
    for look in looks.to_remind(before=at - rules.REMIND_AFTER):
        said = set(look.still_right.values_list("person_id", flat=True))
        people = [w for w in queries.people_in(look.agreement.partnership_id) if w not in said]
        _tell(look, people, at=at, kind="agreement.look_reminder")
    return done


def _open(agreement_id: UUID, *, at: datetime) -> bool:
    with transaction.atomic():
        row = Agreement.objects.select_for_update(no_key=True).get(pk=agreement_id)
        if not looks.due(today=day_of(at), only=agreement_id):
            return False
        look = Look.objects.create(agreement=row, opened_at=at)
        row.look_on = None
        row.save(update_fields=["look_on"])
        _tell(look, queries.people_in(row.partnership_id), at=at)
        programme = row.partnership.programme_id
        audit.record(LOOK_DUE, by=None, task=TASK, on=row, at=at, programme=programme)
    return True


def _settle(row: Agreement, look: Look, move: LookMove, *, at: datetime) -> None:
    look.state = after(LOOK, LookState(look.state), move)
    look.closed_at = at
    look.save(update_fields=["state", "closed_at"])
    row.look_on = _next_day(row, at=at)


def _next_day(row: Agreement, *, at: datetime) -> date | None:
    partnership = row.partnership
    began = day_of(partnership.began_at) if partnership.began_at else None
    return rules.next_look(
        partnership.programme.design, today=day_of(at), began_on=began, ends_on=partnership.ends_on
    )


def _locked(agreement: Agreement, *, by: User) -> Agreement:
    row = Agreement.objects.select_for_update(no_key=True, of=("self",)).get(pk=agreement.pk)
    row.partnership = Partnership.objects.select_related("programme").get(pk=row.partnership_id)
    require(by, Capability.LOOK_AGAIN, row)
    if row.partnership.state != PartnershipState.ACTIVE:
        raise NotVisible
    return row


def _tell(
    look: Look, people: Iterable[UUID], *, at: datetime, kind: str = "agreement.look"
) -> None:
    about = {"partnership": look.agreement.partnership_id, "look": look.pk}
    post_all(kind, [(who, about, str(look.pk)) for who in people], at=at)


def _record(act: audit.Act, row: Agreement, *, by: User, at: datetime) -> None:
    audit.record(act, by=by, on=row, at=at, programme=row.partnership.programme_id)
