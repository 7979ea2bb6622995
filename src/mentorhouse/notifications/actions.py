"""Every write to the outbox: posting, claiming, and noting what became of a letter."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import HOUSE, Viewer, require
from mentorhouse.access.states import after
from mentorhouse.notifications import queries, rules
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.notifications.states import LETTER, Move, State

# To whom (the account's identifier), about what, and the key that makes it leave once.
Posting = tuple[uuid.UUID, Mapping[str, object], str]


def post(
    kind: str,
    *,
    to: AbstractBaseUser,
    about: Mapping[str, object],
    at: datetime,
    key: str,
    due: datetime | None = None,
) -> None:
    """Post a letter. It leaves once however often it is posted: (kind, to, key) is unique.

    `about` holds identifiers only. The row commits with the deed that calls this; workers look
    for due letters, so nothing else has to be told.
    """
    OutboxLetter.objects.bulk_create(
        [_row(kind, to.pk, about, at=at, key=key, due=due)], ignore_conflicts=True
    )


def post_all(kind: str, letters: Iterable[Posting], *, at: datetime) -> None:
    """Post many letters of one kind as `post` does, in a few queries."""
    rows = [_row(kind, to, about, at=at, key=key) for to, about, key in letters]
    OutboxLetter.objects.bulk_create(rows, ignore_conflicts=True)


def _row(
    kind: str,
    to_id: uuid.UUID,
    about: Mapping[str, object],
    *,
    at: datetime,
    key: str,
    due: datetime | None = None,
) -> OutboxLetter:
    identifier = uuid.uuid4()
    return OutboxLetter(
        id=identifier,
        kind=kind,
        to_id=to_id,
        about=rules.checked(about),
        key=key,
        state=State.WAITING,
        posted_at=at,
        due_at=due or at,
        message_id=f"<{identifier}@{urlsplit(settings.BASE_URL).hostname or 'localhost'}>",
    )


def claim(count: int, *, at: datetime) -> list[OutboxLetter]:
    """Take up to `count` due letters under a lease, so that no other worker sends them."""
    if not queries.anything_due(at=at):
        return []
    with transaction.atomic():
        # `of`: the letter is locked, not the account it goes to.
        rows = list(queries.due(at=at).select_for_update(skip_locked=True, of=("self",))[:count])
        for row in rows:
            row.state = after(LETTER, State(row.state), Move.CLAIM)
            row.claimed_until = at + rules.LEASE
            row.attempts += 1
        OutboxLetter.objects.bulk_update(rows, ["state", "claimed_until", "attempts"])
    return rows


def note_sent(row: OutboxLetter, *, at: datetime) -> None:
    """The channel took it."""
    _note(row, Move.SEND, sent_at=at, last_error_class="")


def note_dropped(row: OutboxLetter) -> None:
    """Its cause was gone."""
    _note(row, Move.DROP)


def note_failure(row: OutboxLetter, failure: Exception, *, at: datetime, final: bool) -> None:
    """It did not leave: try again later, or give up and let an administrator see it."""
    again = None if final else rules.next_try(attempts=row.attempts, at=at)
    # Only the class: messages of mail servers repeat addresses.
    error = type(failure).__name__[:120]
    if again is None:
        _note(row, Move.GIVE_UP, last_error_class=error)
    else:
        _note(row, Move.POSTPONE, last_error_class=error, due_at=again)


def try_again(row_id: uuid.UUID, *, by: Viewer, at: datetime) -> None:
    """Put a letter that failed back among the waiting ones."""
    with transaction.atomic():
        require(by, Capability.RUN_INSTALLATION, HOUSE)
        row = queries.failed_letters(by).select_for_update().get(pk=row_id)
        row.state = after(LETTER, State(row.state), Move.TRY_AGAIN)
        row.attempts, row.due_at = 0, at
        row.save(update_fields=["state", "attempts", "due_at"])


def _note(row: OutboxLetter, move: Move, **changes: object) -> None:
    """Write what became of a letter, unless the lease ended and another worker holds it now."""
    target = after(LETTER, State(row.state), move)
    OutboxLetter.objects.filter(
        pk=row.pk, state=State.SENDING, claimed_until=row.claimed_until
    ).update(state=target, claimed_until=None, **changes)
