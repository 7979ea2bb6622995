"""What co-ordinators do with an entry, and what the room of supervision tells it (R4.01, R4.15)."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import require
from mentorhouse.access.states import NotNow, after
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.relations import day_of
from mentorhouse.register.actions.admitting import Admitted, locked
from mentorhouse.register.models import Entry
from mentorhouse.register.queries.renewal import conditions_of
from mentorhouse.register.rules.renewal import dates_from, may_renew, renewed_from, unmet
from mentorhouse.register.states import ENTRY, EntryMove, EntryState

RENEWED = audit.Act("register.renewed", mark("renewed a mentor’s place on the register"))
RENEWED_SOME = audit.Act("register.renewed_some", mark("renewed mentors’ places on the register"))
PAUSED = audit.Act("register.paused", mark("paused a mentor’s entry on the register"))
RESUMED = audit.Act("register.resumed", mark("ended the pause of a mentor’s entry"))
WITHDRAWN = audit.Act("register.withdrawn", mark("took a mentor off the register"))
TAKEN_BACK = audit.Act("register.taken_back", mark("let a mentor back who had left the register"))
REVIEWED = audit.Act("register.reviewed", mark("reviewed a mentor’s entry on the register"))
CHECKED = audit.Act("register.checked", mark("recorded a background check"))
SUPERVISED = audit.Act("register.supervised", mark("noted a supervision on the register"))
ENTRY_READ = audit.Act("register.read", mark("read a mentor’s entry on the register"))
EXPORTED = audit.Act("register.exported", mark("exported the register"))
MOVES = {
    EntryMove.PAUSE: PAUSED,
    EntryMove.RESUME: RESUMED,
    EntryMove.WITHDRAW: WITHDRAWN,
    EntryMove.TAKE_BACK: TAKEN_BACK,
}


def pause(participation: Participation, *, by: User, at: datetime) -> Entry:
    """Pause new matches; partnerships that run go on."""
    return _move(participation, EntryMove.PAUSE, by=by, at=at)


def resume(participation: Participation, *, by: User, at: datetime) -> Entry:
    """End a pause."""
    return _move(participation, EntryMove.RESUME, by=by, at=at)


def withdraw(participation: Participation, *, by: User, at: datetime) -> Entry:
    """Take a mentor off the register; partnerships that run go on."""
    return _move(participation, EntryMove.WITHDRAW, by=by, at=at)


def take_back(participation: Participation, *, by: User, at: datetime) -> Entry:
    """Let a mentor back who had left. The rule is asked anew before they are on the register."""
    return _move(participation, EntryMove.TAKE_BACK, by=by, at=at)


def renew(participation: Participation, *, by: User, at: datetime, reason: str = "") -> Entry:
    """Renew a place: where its conditions are met, or with a reason where they are not."""
    with transaction.atomic():
        row = locked(participation)
        require(by, Capability.KEEP_REGISTER, row.participation.programme)
        waits = unmet(conditions_of(row, at=at))
        if waits and not reason.strip():
            raise NotNow(say("Renewing waits for: {what}.", what="; ".join(waits)))
        renewed(row, reason=reason.strip() if waits else "", at=at)
        _record(RENEWED, row, by=by, at=at)
    return row


def renew_ready(
    programme: Programme, people: Iterable[UUID], *, by: User, at: datetime
) -> Admitted:
    """Renew those of some places whose conditions are met; the others stay as they are."""
    count, wanted = 0, list(people)
    with transaction.atomic():
        require(by, Capability.KEEP_REGISTER, programme)
        parts = programme.participations.filter(role="mentor", pk__in=wanted).order_by("pk")
        for part in parts:
            row = locked(part)
            if may_renew(row.renew_by, on=day_of(at)) or row.state != EntryState.ADMITTED:
                continue
            if unmet(conditions_of(row, at=at)):
                continue
            renewed(row, at=at)
            count += 1
        if count:
            audit.record(
                RENEWED_SOME, by=by, on=programme, at=at, programme=programme.pk,
                detail={"count": count},
            )  # fmt: skip
    return Admitted(count, len(wanted) - count)


def renewed(row: Entry, *, reason: str = "", at: datetime) -> None:
    """Write into a locked entry that its place goes on; `reason` where a condition is not met."""
    on = day_of(at)
    if problem := may_renew(row.renew_by, on=on):
        raise NotNow(problem)
    row.state = after(ENTRY, EntryState(row.state), EntryMove.RENEW, refusal=say(NOT_ON_IT)).value
    design = row.participation.programme.design
    _, row.renew_by = dates_from(design, renewed_from(row.renew_by, on=on))
    row.review_on, _ = dates_from(design, on)
    row.renewed_on, row.renewal_reason = on, reason
    row.save()


NOT_ON_IT = "Only an entry that stands on the register and is not paused can be renewed."


def review(participation: Participation, *, by: User, at: datetime) -> Entry:
    """Note that an entry was looked at again today; the next date follows."""
    with transaction.atomic():
        row = locked(participation)
        require(by, Capability.KEEP_REGISTER, row.participation.programme)
        if row.state not in {EntryState.ADMITTED, EntryState.PAUSED}:
            raise NotNow(say("Only an entry that stands on the register is reviewed."))
        row.reviewed_on = day_of(at)
        row.review_on, _ = dates_from(row.participation.programme.design, row.reviewed_on)
        row.save()
        _record(REVIEWED, row, by=by, at=at)
    return row


def record_check(
    participation: Participation, *, on: date, passed: bool, by: User, at: datetime
) -> Entry:
    """Keep of a background check its date and yes or no, and nothing else."""
    with transaction.atomic():
        row = locked(participation)
        require(by, Capability.KEEP_REGISTER, row.participation.programme)
        if on > day_of(at):
            raise NotNow(
                say("The date of the check lies in the future. Enter the day it was done.")
            )
        row.check_on, row.check_passed = on, passed
        row.save()
        _record(CHECKED, row, by=by, at=at)
    return row


def supervised(
    participation: Participation, *, on: date, by: User | None, at: datetime
) -> Entry | None:
    """Note the day of a mentor’s last supervision, in a deed that has asked who may (R4.07).

    An earlier day than the one noted changes nothing. Only mentors have an entry.
    """
    if participation.role != Participation.Role.MENTOR:
        return None
    with transaction.atomic():
        row = locked(participation)
        if row.supervised_on is None or row.supervised_on < on:
            row.supervised_on = on
            row.save()
            task = "" if by else "note supervision"
            audit.record(
                SUPERVISED, by=by, task=task, on=row, at=at,
                programme=row.participation.programme_id,
            )  # fmt: skip
    return row


def note_reading(entry: Entry, *, by: User, at: datetime) -> None:
    """Leave a trace that a co-ordinator read somebody’s entry (spec 7, rule 4)."""
    require(by, Capability.READ_REGISTER_ENTRY, entry)
    if by.pk != entry.participation.person_id:
        part = entry.participation
        audit.record(ENTRY_READ, by=by, on=part, at=at, programme=part.programme_id)


def note_export(programme: Programme, *, count: int, by: User, at: datetime) -> None:
    """Leave a trace that the register left the house."""
    require(by, Capability.SEE_REGISTER, programme)
    detail = {"count": count}
    audit.record(EXPORTED, by=by, on=programme, at=at, programme=programme.pk, detail=detail)


def moved(row: Entry, move: EntryMove, *, at: datetime) -> bool:
    """Make a move with a locked entry; answer whether it changed anything."""
    if row.state == ENTRY[move].target:  # pressed twice
        return False
    row.state = after(ENTRY, EntryState(row.state), move, refusal=say(NOT_POSSIBLE)).value
    row.withdrawn_on = day_of(at) if move is EntryMove.WITHDRAW else None
    row.save()
    return True


NOT_POSSIBLE = "This cannot be done any more: the entry has changed meanwhile. Look at it again."


def _move(participation: Participation, move: EntryMove, *, by: User, at: datetime) -> Entry:
    with transaction.atomic():
        row = locked(participation)
        require(by, Capability.KEEP_REGISTER, row.participation.programme)
        if moved(row, move, at=at):
            _record(MOVES[move], row, by=by, at=at)
    return row


def _record(act: audit.Act, row: Entry, *, by: User, at: datetime) -> None:
    audit.record(act, by=by, on=row, at=at, programme=row.participation.programme_id)
