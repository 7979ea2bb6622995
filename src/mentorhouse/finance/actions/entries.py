"""Deeds in the books: a commitment, money spent, a commitment paid, an entry struck out.

The line is locked first, then the entry, so that no deed waits for another in a circle.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.access.states import NotNow, after
from mentorhouse.accounts.models import User
from mentorhouse.finance.actions.lines import locked_line
from mentorhouse.finance.models import Entry, Line
from mentorhouse.finance.rules.books import check_open
from mentorhouse.finance.states import ENTRY, EntryKind, EntryMove, EntryState
from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes.models import Programme

ENTRY_RECORDED = audit.Act("budget.entry_recorded", mark("recorded a commitment or a payment"))
COMMITMENT_PAID = audit.Act("budget.commitment_paid", mark("recorded that a commitment was paid"))
STRUCK_OUT = audit.Act("budget.entry_struck_out", mark("struck an entry of the budget out"))
EXPORTED = audit.Act("budget.exported", mark("exported the budget or its claims"))
BEGINS = {EntryKind.COMMITMENT: EntryState.OPEN, EntryKind.ACTUAL: EntryState.BOOKED}


@dataclass(frozen=True)
class Fact:
    """What an entry says: when, how much, for what."""

    on: date
    amount: Decimal
    what: str


def record(line: Line, kind: EntryKind, fact: Fact, *, once: UUID, by: User, at: datetime) -> Entry:
    """Record a commitment or money spent. `once` names the form: sent twice, it counts once."""
    with transaction.atomic():
        row = locked_line(line)
        require(by, Capability.MANAGE_BUDGET, row)
        check_open(row.programme.state)
        if there := Entry.objects.filter(pk=once).first():
            return _mine(there, line=row)
        entry = Entry.objects.create(
            pk=once, line=row, kind=kind.value, state=BEGINS[kind].value, on=fact.on,
            amount=fact.amount, what=fact.what, recorded_by=by, recorded_at=at,
        )  # fmt: skip
        detail = {"kind": kind.value}
        audit.record(
            ENTRY_RECORDED, by=by, on=entry, at=at, programme=row.programme_id, detail=detail
        )
    return entry


def settle(commitment: Entry, fact: Fact, *, by: User, at: datetime) -> Entry:
    """Record that a commitment was paid: what was really paid counts from now on."""
    with transaction.atomic():
        line = locked_line(commitment.line)
        row = _locked(commitment, line)
        require(by, Capability.MANAGE_BUDGET, row)
        check_open(line.programme.state)
        row.state = after(
            ENTRY, EntryState(row.state), EntryMove.SETTLE,
            refusal=say("This cannot be paid any "
            "more: it is already {state}.", state=say(row.state)),
        ).value  # fmt: skip
        row.save(update_fields=["state"])
        payment = Entry.objects.create(
            line=line, kind=EntryKind.ACTUAL.value, state=EntryState.BOOKED.value, on=fact.on,
            amount=fact.amount, what=fact.what, settles=row, recorded_by=by, recorded_at=at,
        )  # fmt: skip
        audit.record(COMMITMENT_PAID, by=by, on=row, at=at, programme=line.programme_id)
    return payment


def strike_out(entry: Entry, why: str, *, by: User, at: datetime) -> Entry:
    """Strike out an entry that was wrong; it stays readable. A commitment it paid is open again."""
    with transaction.atomic():
        line = locked_line(entry.line)
        row = _locked(entry, line)
        require(by, Capability.MANAGE_BUDGET, row)
        check_open(line.programme.state)
        if row.claim_id:
            raise NotNow(
                say("This comes from a claim. Take the approval of the claim back instead.")
            )
        strike(row, why)
        audit.record(STRUCK_OUT, by=by, on=row, at=at, programme=line.programme_id)
    return row


def strike(row: Entry, why: str) -> None:
    """Strike a locked entry out, inside a deed that audits."""
    row.state = after(
        ENTRY, EntryState(row.state), EntryMove.STRIKE_OUT,
        refusal=say("This cannot be struck out: it is already {state}.", state=say(row.state)),
    ).value  # fmt: skip
    row.struck_out_why = why
    row.save(update_fields=["state", "struck_out_why"])
    if row.settles_id:
        commitment = Entry.objects.select_for_update(no_key=True).get(pk=row.settles_id)
        commitment.state = after(ENTRY, EntryState(commitment.state), EntryMove.REOPEN).value
        commitment.save(update_fields=["state"])


def note_export(programme: Programme, *, what: str, count: int, by: User, at: datetime) -> None:
    """Leave a trace that figures or claims left the house."""
    require(by, Capability.MANAGE_BUDGET, programme)
    detail: dict[str, object] = {"what": what, "count": count}
    audit.record(EXPORTED, by=by, on=programme, at=at, programme=programme.pk, detail=detail)


def _mine(entry: Entry, *, line: Line) -> Entry:
    if entry.line_id != line.pk:
        raise NotVisible
    return entry


def _locked(entry: Entry, line: Line) -> Entry:
    row = Entry.objects.select_for_update(no_key=True).filter(pk=entry.pk, line=line).first()
    if row is None:
        raise NotVisible
    row.line = line
    return row
