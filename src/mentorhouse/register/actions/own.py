"""What mentors do with their own entry (R4.10, R4.13, R4.15)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import require
from mentorhouse.access.states import NotNow
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.relations import day_of
from mentorhouse.register.actions.admitting import locked
from mentorhouse.register.actions.keeping import RENEWED, moved, renewed
from mentorhouse.register.models import CodeAcceptance, Development, Entry, Readiness
from mentorhouse.register.queries.renewal import code_in_force, conditions_of
from mentorhouse.register.rules.admission import BY_THE_RULE
from mentorhouse.register.rules.renewal import unmet
from mentorhouse.register.states import EntryMove, Kind, Ready
from mentorhouse.vault.sealing import seal

CODE_ACCEPTED = audit.Act("register.code_accepted", mark("accepted the code of ethics"))
LEFT = audit.Act("register.left", mark("left the register"))
READY_SAID = audit.Act("register.ready_said", mark("said when they are ready to mentor"))
DEVELOPED = audit.Act("development.recorded", mark("recorded own development"))
DEVELOPMENT_REMOVED = audit.Act("development.removed", mark("removed a line of own development"))


@dataclass(frozen=True)
class Done:
    """One thing that a mentor did for their own development."""

    on: date
    minutes: int
    kind: Kind
    what: str


def accept_code(
    participation: Participation, *, number: int, by: User, at: datetime
) -> CodeAcceptance:
    """Accept the version of the code that was shown; another one meanwhile is shown first."""
    with transaction.atomic():
        programme = Programme.objects.select_for_update(no_key=True).get(
            pk=participation.programme_id
        )
        require(by, Capability.KEEP_OWN_ENTRY, participation)
        code = code_in_force(programme)
        if code is None:
            raise NotNow(say("This programme has no code of ethics."))
        if code.number != number:
            raise NotNow(say("The code has changed meanwhile. This is the new text."))
        if code.since is None:
            code.since = at
            code.save()
        row, fresh = CodeAcceptance.objects.get_or_create(
            code=code, participation=participation, defaults={"accepted_at": at}
        )
        if fresh:
            audit.record(
                CODE_ACCEPTED, by=by, on=row, at=at, programme=programme.pk,
                detail={"version": code.number},
            )  # fmt: skip
    return row


def say_ready(
    participation: Participation,
    ready: Ready,
    *,
    ready_from: date | None,
    hopes: str,
    by: User,
    at: datetime,
) -> Readiness:
    """Say when one is ready, and what one hopes to learn oneself."""
    with transaction.atomic():
        part = locked(participation).participation
        require(by, Capability.KEEP_OWN_ENTRY, part)
        row = Readiness.objects.filter(participation=part).first() or Readiness(participation=part)
        row.ready, row.said_at = ready.value, at
        row.ready_from = ready_from if ready is Ready.LATER else None
        seal(row, hopes=hopes.strip() or None)
        row.save()
        audit.record(READY_SAID, by=by, on=row, at=at, programme=part.programme_id)
    return row


def renew_own(participation: Participation, *, by: User, at: datetime) -> Entry:
    """Renew one’s own place where the rule of the programme decides and its conditions are met."""
    with transaction.atomic():
        row = locked(participation)
        require(by, Capability.KEEP_OWN_ENTRY, row.participation)
        design = row.participation.programme.design
        if design.mentors.approval not in BY_THE_RULE:
            raise NotNow(say("In this programme a co-ordinator renews."))
        if waits := unmet(conditions_of(row, at=at)):
            raise NotNow(say("Renewing waits for: {what}.", what="; ".join(waits)))
        renewed(row, at=at)
        audit.record(RENEWED, by=by, on=row, at=at, programme=row.participation.programme_id)
    return row


def leave(participation: Participation, *, by: User, at: datetime) -> Entry:
    """Leave the register oneself; partnerships that run go on."""
    with transaction.atomic():
        row = locked(participation)
        require(by, Capability.KEEP_OWN_ENTRY, row.participation)
        if moved(row, EntryMove.WITHDRAW, at=at):
            audit.record(LEFT, by=by, on=row, at=at, programme=row.participation.programme_id)
    return row


def record_development(user: User, done: Done, *, once: UUID, at: datetime) -> Development:
    """Keep something that a mentor did for their own development, once."""
    if done.on > day_of(at):
        raise NotNow(say("The day lies in the future. Enter it once it is done."))
    with transaction.atomic():
        row = Development.objects.filter(person=user.pk, once=once).first()
        if row is not None:  # sent twice
            return row
        row = Development(
            person_id=user.pk, on=done.on, minutes=done.minutes, kind=done.kind.value, once=once
        )
        require(user, Capability.READ_DEVELOPMENT, row)
        seal(row, what=done.what.strip())
        row.save()
        audit.record(DEVELOPED, by=user, on=row, at=at)
    return row


def remove_development(row: Development, *, by: User, at: datetime) -> None:
    """Remove a line of one’s own; a second time changes nothing."""
    with transaction.atomic():
        require(by, Capability.READ_DEVELOPMENT, row)
        gone, _ = Development.objects.filter(pk=row.pk).delete()
        if gone:
            audit.record(DEVELOPMENT_REMOVED, by=by, on=row, at=at)
