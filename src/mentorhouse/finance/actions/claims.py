"""Deeds on a claim for expenses: send, take back, ask, answer, decide, pay.

The claim's row is locked first, so of two who decide at once the second finds it decided; the
database holds that one claim counts once. Then the line, then its entry.
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
from mentorhouse.finance.actions.entries import strike
from mentorhouse.finance.actions.lines import locked_line
from mentorhouse.finance.models import Claim, Entry, Line
from mentorhouse.finance.queries.claims import takes_claims
from mentorhouse.finance.rules import claims as rules
from mentorhouse.finance.rules.books import check_open
from mentorhouse.finance.rules.claims import Expense
from mentorhouse.finance.states import CLAIM, ClaimMove, ClaimState, EntryKind, EntryState
from mentorhouse.languages.saying import mark, say
from mentorhouse.notifications.actions import post_all
from mentorhouse.programmes.models import Participation
from mentorhouse.programmes.relations import in_force

CLAIM_SENT = audit.Act("claim.sent", mark("sent a claim for expenses"))
CLAIM_WITHDRAWN = audit.Act("claim.withdrawn", mark("took a claim for expenses back"))
CLAIM_ASKED = audit.Act("claim.asked", mark("asked a question about a claim"))
CLAIM_ANSWERED = audit.Act("claim.answered", mark("answered a question about a claim"))
CLAIM_APPROVED = audit.Act("claim.approved", mark("approved a claim for expenses"))
CLAIM_DECLINED = audit.Act("claim.declined", mark("declined a claim for expenses"))
CLAIM_TAKEN_BACK = audit.Act("claim.decision_taken_back", mark("took the decision on a claim back"))
CLAIM_PAID = audit.Act("claim.paid", mark("recorded that a claim was paid"))
CLAIM_READ = audit.Act("claim.read", mark("read a claim for expenses"))


@dataclass(frozen=True)
class Expenditure:
    """What a mentor asks back: an amount, or miles."""

    on: date
    kind: Expense
    amount: Decimal | None = None
    miles: Decimal | None = None
    note: str = ""


class OwnClaim(NotNow):
    """Nobody decides about their own money."""

    def __init__(self) -> None:
        super().__init__(
            say(
                "This is your own claim. Another co-ordinator has to decide about it; "
                "you may name one under “Set-up”."
            )
        )


def send(
    participation: Participation, spent: Expenditure, *, once: UUID, by: User, at: datetime
) -> Claim:
    """Claim what one spent as a mentor. `once` names the form: sent twice, it is one claim."""
    with transaction.atomic():
        part = (
            Participation.objects.select_for_update(no_key=True, of=("self",))
            .select_related("programme")
            .get(pk=participation.pk)
        )
        require(by, Capability.CLAIM_EXPENSES, part)
        if not takes_claims(part):
            raise NotVisible
        if there := Claim.objects.filter(pk=once).first():
            if there.participation_id != part.pk:
                raise NotVisible
            return there
        claim = Claim.objects.create(
            pk=once, participation=part, on=spent.on, kind=spent.kind.value, note=spent.note,
            claimed_at=at, **_worth(spent, part.programme.design.expenses.pence_per_mile),
        )  # fmt: skip
        _tell_coordinators(claim, at=at)
        audit.record(CLAIM_SENT, by=by, on=claim, at=at, programme=part.programme_id)
    return claim


def withdraw(claim: Claim, *, by: User, at: datetime) -> Claim:
    """Take one's own claim back while nobody has decided."""
    with transaction.atomic():
        row = _locked(claim)
        require(by, Capability.CLAIM_EXPENSES, row)
        _move(row, ClaimMove.WITHDRAW)
        row.save()
        audit.record(CLAIM_WITHDRAWN, by=by, on=row, at=at, programme=row.programme_id)
    return row


def ask(claim: Claim, question: str, *, by: User, at: datetime) -> Claim:
    """Ask the claimant before deciding."""
    with transaction.atomic():
        row = _to_decide(claim, by=by)
        _move(row, ClaimMove.ASK)
        row.question, row.answer = question, ""
        row.save()
        _tell_claimant(row, at=at)
        audit.record(CLAIM_ASKED, by=by, on=row, at=at, programme=row.programme_id)
    return row


def answer(claim: Claim, words: str, *, by: User, at: datetime) -> Claim:
    """Answer the co-ordinator's question."""
    with transaction.atomic():
        row = _locked(claim)
        require(by, Capability.CLAIM_EXPENSES, row)
        _move(row, ClaimMove.ANSWER)
        row.answer = words
        row.save()
        _tell_coordinators(row, at=at)
        audit.record(CLAIM_ANSWERED, by=by, on=row, at=at, programme=row.programme_id)
    return row


def approve(
    claim: Claim, granted: Decimal, line: Line, *, reason: str = "", by: User, at: datetime
) -> Claim:
    """Approve a claim, whole or in part: it counts as spent on the line from now on (R2.10)."""
    with transaction.atomic():
        row = _to_decide(claim, by=by)
        _move(row, ClaimMove.APPROVE)
        if problem := rules.grant_problem(row.amount, granted, reason):
            raise NotNow(problem[1])
        booked_on = locked_line(line)
        if booked_on.programme_id != row.programme_id:
            raise NotVisible
        row.granted, row.reason = granted, reason
        row.decided_by, row.decided_at = by, at
        row.save()
        Entry.objects.create(
            line=booked_on, kind=EntryKind.ACTUAL.value, state=EntryState.BOOKED.value, on=row.on,
            amount=granted, what=f"Expenses: {row.kind}", claim=row, recorded_by=by,
            recorded_at=at,
        )  # fmt: skip
        _tell_claimant(row, at=at)
        detail = {"line": str(booked_on.pk)}
        audit.record(
            CLAIM_APPROVED, by=by, on=row, at=at, programme=row.programme_id, detail=detail
        )
    return row


def decline(claim: Claim, reason: str, *, by: User, at: datetime) -> Claim:
    """Decline a claim, with a kind reason."""
    with transaction.atomic():
        row = _to_decide(claim, by=by)
        _move(row, ClaimMove.DECLINE)
        row.reason, row.decided_by, row.decided_at = reason, by, at
        row.save()
        _tell_claimant(row, at=at)
        audit.record(CLAIM_DECLINED, by=by, on=row, at=at, programme=row.programme_id)
    return row


def take_back(claim: Claim, *, by: User, at: datetime) -> Claim:
    """Take a decision back while nothing is paid: the claim waits again, and counts no longer."""
    with transaction.atomic():
        row = _to_decide(claim, by=by)
        _move(row, ClaimMove.TAKE_BACK)
        row.granted, row.reason, row.decided_by, row.decided_at = None, "", None, None
        row.save()
        booked = Entry.objects.select_for_update(no_key=True)
        for entry in booked.filter(claim=row, state=EntryState.BOOKED.value):
            strike(entry, "The decision on the claim was taken back.")
        _tell_claimant(row, at=at)
        audit.record(CLAIM_TAKEN_BACK, by=by, on=row, at=at, programme=row.programme_id)
    return row


def pay(claim: Claim, *, on: date, by: User, at: datetime) -> Claim:
    """Record that an approved claim was paid."""
    with transaction.atomic():
        row = _to_decide(claim, by=by)
        _move(row, ClaimMove.PAY)
        row.paid_on = on
        row.save()
        _tell_claimant(row, at=at)
        audit.record(CLAIM_PAID, by=by, on=row, at=at, programme=row.programme_id)
    return row


def note_reading(claim: Claim, *, by: User, at: datetime) -> None:
    """Leave a trace that a co-ordinator read someone's claim (spec 7, rule 4); oneself: none."""
    require(by, Capability.READ_CLAIM, claim)
    if by.pk != claim.person_id:
        audit.record(CLAIM_READ, by=by, on=claim, at=at, programme=claim.programme_id)


def _worth(spent: Expenditure, per_mile: int | None) -> dict[str, Decimal | int | None]:
    if problem := rules.claimed_problem(spent.kind, spent.amount, spent.miles):
        raise NotNow(problem[1])
    if spent.miles is None:
        return {"amount": spent.amount}
    if per_mile is None:
        raise NotNow(say("This programme does not pay mileage. Ask a co-ordinator what is paid."))
    amount = rules.for_miles(spent.miles, per_mile)
    return {"amount": amount, "miles": spent.miles, "per_mile_pence": per_mile}


def _locked(claim: Claim) -> Claim:
    rows = Claim.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("participation__programme").get(pk=claim.pk)


def _to_decide(claim: Claim, *, by: User) -> Claim:
    row = _locked(claim)
    require(by, Capability.DECIDE_CLAIM, row)
    check_open(row.participation.programme.state)
    if row.person_id == by.pk:
        raise OwnClaim
    return row


def _move(row: Claim, move: ClaimMove) -> None:
    refusal = say(
        "This cannot be done any more: the claim is already {state}.", state=say(row.state)
    )
    row.state = after(CLAIM, ClaimState(row.state), move, refusal=refusal).value
    row.turn += 1


def _tell_claimant(row: Claim, *, at: datetime) -> None:
    about = {"claim": row.pk, "turn": row.turn}
    post_all("claim.decided", [(row.person_id, about, f"{row.pk}:{row.turn}")], at=at)


def _tell_coordinators(row: Claim, *, at: datetime) -> None:
    about = {"claim": row.pk, "turn": row.turn}
    people = in_force().central().filter(programme=row.programme_id)
    to = people.exclude(user_id=row.person_id).values_list("user_id", flat=True)
    letters = [(user, about, f"{row.pk}:{row.turn}") for user in to]
    post_all("claim.to_decide", letters, at=at)
