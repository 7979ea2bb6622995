"""Speaking up: a draft that leads a mentor through, a report, a question without a name."""

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.access.states import NotNow, after
from mentorhouse.accounts.models import User
from mentorhouse.concerns.actions.routing import contacts_in, hearer
from mentorhouse.concerns.models import Concern
from mentorhouse.concerns.queries.speaking import own_mentees
from mentorhouse.concerns.rules import COORDINATORS, latest_telling, sign_of
from mentorhouse.concerns.states import CONCERN, ConcernMove, ConcernState, Kind
from mentorhouse.languages.saying import mark, say
from mentorhouse.notifications.actions import post
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.relations import day_of, in_force
from mentorhouse.vault.actions import destroy_key
from mentorhouse.vault.sealing import seal

BEGUN = audit.Act("concern.begun", mark("began to pass something on"))
WRITTEN = audit.Act("concern.written", mark("wrote down a step of what is passed on"))
THROWN_AWAY = audit.Act("concern.thrown_away", mark("threw away what was not sent"))
SENT = audit.Act("concern.sent", mark("spoke up"))

NOBODY_HEARS = mark(
    "Nobody is named who may hear this. Your text is still here: copy it, and turn to somebody you "
    "trust. The co-ordinator can name a contact."
)


@dataclass(frozen=True)
class Said:
    """What somebody speaks up with, and which accounts it is about."""

    kind: Kind
    facts: str
    ground: str = ""
    about: str = ""
    users: Collection[str] = field(default_factory=frozenset)


def begin(programme: Programme, mentee_id: UUID, *, once: UUID, by: User, at: datetime) -> Concern:
    """Begin to pass something on about one of one’s own mentees. Nothing is sent yet."""
    with transaction.atomic():
        row = _programme(programme, by)
        there = Concern.objects.filter(once=once, by=by).first()
        if there is not None:
            return there
        mentee = next((one for one in own_mentees(by, row) if one.pk == mentee_id), None)
        if mentee is None:
            raise NotVisible
        begun = Concern.objects.create(
            programme=row, kind=Kind.PASSED_ON.value, by=by, mentee=mentee, begun_at=at, once=once
        )
        audit.record(BEGUN, by=by, on=begun, at=at, programme=row.pk)
    return begun


def write_step(
    concern: Concern, texts: dict[str, str], *, told_first: bool | None, by: User, at: datetime
) -> Concern:
    """Keep one step of the way: ground, whether the mentee knows, or the facts."""
    with transaction.atomic():
        row = _draft(concern, by)
        seal(row, **{name: text or None for name, text in texts.items()})
        if told_first is not None:
            row.told_first = told_first
        row.save()
        audit.record(WRITTEN, by=by, on=row, at=at, programme=row.programme_id)
    return row


def throw_away(concern: Concern, *, by: User, at: datetime) -> None:
    """Delete what was not sent, and the key of its text."""
    with transaction.atomic():
        row = _draft(concern, by)
        owner, programme = row.sealed_for(), row.programme_id
        audit.record(THROWN_AWAY, by=by, on=row, at=at, programme=programme)
        row.delete()
        destroy_key(owner, by=by, at=at, programme=programme)


def send_draft(concern: Concern, *, by: User, at: datetime) -> Concern:
    """Send what is complete to the named contact; the mentee is told now or by a day."""
    with transaction.atomic():
        programme = _programme(concern.programme, by)
        row = _own(concern, by)
        if row.state != ConcernState.DRAFT:
            return row  # sent twice is sent once
        if row.mentee is None or not is_complete(row):
            raise NotNow(say("Something is still missing. Go through the steps first."))
        if row.told_first:
            row.told_at = at
        else:
            row.tell_on = latest_telling(day_of(at))
        _send(row, programme, {str(row.mentee.person_id)}, by=by, at=at)
        if row.told_first:
            about = {"concern": str(row.pk)}
            post("concerns.told", to=row.mentee.person.user, about=about, at=at, key=str(row.pk))
        detail = {"kind": "passed_on", "told_first": bool(row.told_first)}
        audit.record(SENT, by=by, on=row, at=at, programme=programme.pk, detail=detail)
    return row


def speak_up(programme: Programme, said: Said, *, once: UUID, by: User, at: datetime) -> Concern:
    """Send a report, a complaint or a question to the named contact who may hear it."""
    with transaction.atomic():
        row = _programme(programme, by)
        there = Concern.objects.filter(once=once, by=by).first()
        if there is not None:
            return there
        concern = Concern(programme=row, kind=said.kind.value, by=by, begun_at=at, once=once)
        users = set(said.users)
        if COORDINATORS in users:
            run_it = in_force().filter(programme=row).values_list("user_id", flat=True)
            users |= {str(pk) for pk in run_it}
        about = json.dumps(said.about) if said.about else None
        seal(concern, facts=said.facts, ground=said.ground or None, about=about)
        _send(concern, row, users, by=by, at=at)
        detail = {"kind": "report" if said.kind is Kind.REPORT else "advice"}
        audit.record(SENT, by=by, on=concern, at=at, programme=row.pk, detail=detail)
    return concern


def is_complete(row: Concern) -> bool:
    """Whether every step of a draft is done. What was written is not opened for it."""
    told = row.told_first or (row.told_first is False and row.unsafe is not None)
    return row.ground is not None and bool(told) and row.facts is not None


def _send(row: Concern, programme: Programme, users: set[str], *, by: User, at: datetime) -> None:
    found = hearer(programme, contacts_in(programme), author=str(by.pk), about=users)
    if found is None:
        raise NotNow(say(NOBODY_HEARS))
    move = ConcernMove.SEND
    row.state = after(CONCERN, ConcernState(row.state), move).value
    key, name = str(settings.SECRET_KEY), str(row.pk)
    row.contact, row.sent_at = found, at
    row.kept_from = sorted(sign_of(one, concern=name, key=key) for one in users)
    row.save()
    about = {"concern": str(row.pk)}
    post("concerns.sent", to=found.user, about=about, at=at, key=f"{row.pk}:{found.pk}")


def _programme(programme: Programme, by: User) -> Programme:
    """Lock the programme, so that no contact is replaced meanwhile."""
    row = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
    require(by, Capability.SPEAK_UP, row)
    return row


def _own(concern: Concern, by: User) -> Concern:
    rows = Concern.objects.select_for_update(no_key=True, of=("self",))
    row = rows.select_related("mentee__person__user", "contact").filter(pk=concern.pk).first()
    if row is None:
        raise NotVisible
    require(by, Capability.SEND_CONCERN, row)
    return row


def _draft(concern: Concern, by: User) -> Concern:
    row = _own(concern, by)
    if row.state != ConcernState.DRAFT:
        raise NotNow(say("This was sent already, so it cannot be changed any more."))
    return row
