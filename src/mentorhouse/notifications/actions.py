"""Posting letters: one row in the caller's transaction, and the worker does the rest."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser

from mentorhouse.notifications import rules
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.notifications.states import State


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
    identifier = uuid.uuid4()
    row = OutboxLetter(
        id=identifier,
        kind=kind,
        to_id=to.pk,
        about=rules.checked(about),
        key=key,
        state=State.WAITING,
        posted_at=at,
        due_at=due or at,
        message_id=f"<{identifier}@{urlsplit(settings.BASE_URL).hostname or 'localhost'}>",
    )
    OutboxLetter.objects.bulk_create([row], ignore_conflicts=True)
