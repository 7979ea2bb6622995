"""Deeds of the outbox: posting a letter, and trying one again that did not leave."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import HOUSE, NotVisible, Viewer, require
from mentorhouse.access.states import after
from mentorhouse.notifications import queries, rules
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.notifications.states import LETTER, Move, State

# To whom (the account's identifier), about what, and the key that makes it leave once.
Posting = tuple[uuid.UUID, Mapping[str, object], str]

TRIED_AGAIN = audit.Act("letter.tried_again", "had a letter sent again that did not leave")


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
        [_row(kind, to.pk, about, at=at, key=key, due=due)],
        ignore_conflicts=True,
    )


def post_outside(kind: str, *, about: Mapping[str, object], at: datetime, key: str) -> None:
    """Post a letter to somebody without an account, as `post` does.

    The outbox knows no address: the writer is called with `to=None` and gives it (`Letter.to`).
    """
    row = _row(kind, None, about, at=at, key=key)
    OutboxLetter.objects.bulk_create([row], ignore_conflicts=True)


def post_all(kind: str, letters: Iterable[Posting], *, at: datetime) -> None:
    """Post many letters of one kind as `post` does, in a few queries."""
    rows = [_row(kind, to, about, at=at, key=key) for to, about, key in letters]
    OutboxLetter.objects.bulk_create(rows, ignore_conflicts=True)


def _row(
    kind: str,
    to_id: uuid.UUID | None,
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


def try_again(row_id: uuid.UUID, *, by: Viewer, at: datetime) -> None:
    """Put a letter that failed back among the waiting ones."""
    with transaction.atomic():
        require(by, Capability.RUN_INSTALLATION, HOUSE)
        row = queries.failed_letters(by).select_for_update().filter(pk=row_id).first()
        if row is None:
            raise NotVisible
        row.state = after(LETTER, State(row.state), Move.TRY_AGAIN)
        row.attempts, row.due_at = 0, at
        row.save(update_fields=["state", "attempts", "due_at"])
        audit.record(TRIED_AGAIN, by=by, on=row, at=at)
