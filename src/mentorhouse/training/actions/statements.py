"""Learning systems that may send statements, and what becomes of those that they send (R4.12)."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import require
from mentorhouse.access.states import NotNow, after
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import say
from mentorhouse.programmes.actions.completions import complete
from mentorhouse.programmes.actions.taking_on import lock_parts
from mentorhouse.programmes.models import Completion, Programme
from mentorhouse.training.models import LearningSystem, Statement
from mentorhouse.training.queries.records import known_in, token_hash
from mentorhouse.training.rules.records import Known, Taker, fits, folded
from mentorhouse.training.rules.statements import Claim
from mentorhouse.training.states import STATEMENT, StatementMove, StatementState

SYSTEM_ADDED = audit.Act("training.system_added", "let a learning system send statements")
SYSTEM_REVOKED = audit.Act("training.system_revoked", "revoked the token of a learning system")
STATEMENTS_RECEIVED = audit.Act("training.statements_received", "received learning records")
STATEMENTS_LOOKED_AT = audit.Act(
    "training.statements_looked_at", "had waiting learning records looked at again"
)
STATEMENT_PUT_ASIDE = audit.Act("training.statement_put_aside", "put a learning record aside")


class DifferentStatement(NotNow):
    """A statement with this identifier is there already and says something else."""

    def __init__(self) -> None:
        super().__init__(say("A statement with this id was sent before, with other content."))


def add_system(
    programme: Programme, name: str, *, once: UUID, by: User, at: datetime
) -> tuple[LearningSystem, str]:
    """Let a learning system send statements; the token is returned now and never again.

    `once` becomes the identifier: sent twice, the second is refused with `NotNow`.
    """
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        row = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
        require(by, Capability.KEEP_TRAINING_RECORDS, row)
        if LearningSystem.objects.filter(pk=once).exists():
            raise NotNow(
                say(
                    "This system was added already, and its token was shown once. If you did not "
                    "see it, revoke it and add the system again."
                )
            )
        system = LearningSystem.objects.create(
            pk=once, programme=row, name=name, token_hash=token_hash(token), made_at=at
        )
        audit.record(SYSTEM_ADDED, by=by, on=system, at=at, programme=programme.pk)
    return system, token


def revoke_system(system: LearningSystem, *, by: User, at: datetime) -> None:
    """Take a system’s token away; pressing twice revokes once."""
    with transaction.atomic():
        row = LearningSystem.objects.select_for_update(no_key=True).get(pk=system.pk)
        require(by, Capability.KEEP_TRAINING_RECORDS, row.programme)
        if row.revoked_at is not None:
            return
        row.revoked_at = at
        row.save(update_fields=["revoked_at"])
        audit.record(SYSTEM_REVOKED, by=by, on=row, at=at, programme=row.programme_id)


def receive(system: LearningSystem, claims: Sequence[Claim], *, at: datetime) -> None:
    """Take statements from a learning system: all of them or none, each once.

    The token has opened the door. Raises `DifferentStatement` where an identifier says two things.
    """
    with transaction.atomic():
        programme = Programme.objects.select_for_update(no_key=True).get(pk=system.programme_id)
        known, seen = known_in(programme), _seen(programme, claims)
        _lock_takers(programme, [fits(claim.who, claim.activity, known) for claim in claims])
        counted = waiting = 0
        for claim in claims:
            if claim.id in seen:
                if seen[claim.id] != claim.digest:
                    raise DifferentStatement
                continue
            seen[claim.id] = claim.digest
            state = _take(programme, claim, known, at=at)
            counted += state is StatementState.COUNTED
            waiting += state is StatementState.WAITING
        audit.record(
            STATEMENTS_RECEIVED, by=None, task="receive learning records", on=system, at=at,
            programme=programme.pk, detail={"counted": counted, "waiting": waiting},
        )  # fmt: skip


def look_again(programme: Programme, *, by: User, at: datetime) -> int:
    """Look at the statements that wait once more; return how many are counted now."""
    with transaction.atomic():
        row = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
        require(by, Capability.KEEP_TRAINING_RECORDS, row)
        found = settle(row, by=by, at=at)
        audit.record(
            STATEMENTS_LOOKED_AT, by=by, on=row, at=at, programme=row.pk, detail={"count": found}
        )
    return found


def put_aside(statement: Statement, *, by: User, at: datetime) -> None:
    """Forget whom a waiting statement is about; that it came is kept, so that it comes once."""
    with transaction.atomic():
        row = Statement.objects.select_for_update(no_key=True).get(pk=statement.pk)
        require(by, Capability.KEEP_TRAINING_RECORDS, row.programme)
        if row.state == StatementState.PUT_ASIDE:
            return
        _settled(row, StatementMove.PUT_ASIDE)
        audit.record(STATEMENT_PUT_ASIDE, by=by, on=row, at=at, programme=row.programme_id)


def settle(programme: Programme, *, by: User, at: datetime) -> int:
    """Count the waiting statements that fit by now, in a deed that has locked the programme."""
    known, found = known_in(programme), 0
    rows = Statement.objects.filter(programme=programme, state=StatementState.WAITING.value)
    waiting = list(rows.select_for_update(no_key=True).order_by("received_at", "pk"))
    _lock_takers(programme, [fits(row.actor, row.activity, known) for row in waiting])
    for row in waiting:
        fitting = fits(row.actor, row.activity, known)
        if isinstance(fitting, Taker):
            what = Completion.What(known.courses[folded(row.activity)])
            complete(
                programme, fitting.person_id, what, source=Completion.Source.RECORD, by=by, at=at,
                done_at=row.happened_at,
            )  # fmt: skip
            _settled(row, StatementMove.COUNT)
            found += 1
        elif fitting != row.reason:
            row.reason = fitting
            row.save(update_fields=["reason"])
    return found


def _lock_takers(programme: Programme, found: Iterable[Taker | str]) -> None:
    """Lock before the first entry in the trail, as those do who finish a course themselves."""
    lock_parts(programme, [one.person_id for one in found if isinstance(one, Taker)])


def _seen(programme: Programme, claims: Sequence[Claim]) -> dict[UUID, str]:
    rows = Statement.objects.filter(programme=programme, statement__in=[c.id for c in claims])
    return dict(rows.values_list("statement", "digest"))


def _take(programme: Programme, claim: Claim, known: Known, *, at: datetime) -> StatementState:
    """Count one statement, keep it waiting, or note that it says nothing about completing."""
    row = Statement(
        programme=programme, statement=claim.id, digest=claim.digest, received_at=at,
        state=StatementState.PUT_ASIDE.value,
    )  # fmt: skip
    fitting = fits(claim.who, claim.activity, known) if claim.counts else ""
    if isinstance(fitting, Taker):
        complete(
            programme, fitting.person_id, Completion.What(known.courses[folded(claim.activity)]),
            source=Completion.Source.RECORD, by=None, at=at, done_at=claim.at,
        )  # fmt: skip
        row.state = StatementState.COUNTED.value
    elif fitting:
        row.state = StatementState.WAITING.value
        row.actor, row.activity, row.happened_at = claim.who, claim.activity, claim.at
        row.reason = fitting
    row.save(force_insert=True)
    return StatementState(row.state)


def _settled(row: Statement, move: StatementMove) -> None:
    row.state = after(STATEMENT, StatementState(row.state), move).value
    row.actor, row.activity, row.happened_at, row.reason = "", "", None, ""
    row.save(update_fields=["state", "actor", "activity", "happened_at", "reason"])
