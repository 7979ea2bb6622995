"""Who holds a letter, and what became of it. Two workers never hold the same letter.

A letter is claimed under a lease that ends by itself; whoever comes back after its end finds that
its note no longer counts.
"""

from datetime import datetime

from django.db import transaction

from mentorhouse.access.states import after
from mentorhouse.notifications import queries, rules
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.notifications.states import LETTER, Move, State


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
    """Note that the channel took it."""
    _note(row, Move.SEND, sent_at=at, last_error_class="")


def note_dropped(row: OutboxLetter) -> None:
    """Note that its cause was gone."""
    _note(row, Move.DROP)


def note_failure(row: OutboxLetter, failure: Exception, *, at: datetime, final: bool) -> None:
    """Note that it did not leave: try again later, or give up and let an administrator see it."""
    again = None if final else rules.next_try(attempts=row.attempts, at=at)
    # Only the class: messages of mail servers repeat addresses.
    error = type(failure).__name__[:120]
    if again is None:
        _note(row, Move.GIVE_UP, last_error_class=error)
    else:
        _note(row, Move.POSTPONE, last_error_class=error, due_at=again)


def _note(row: OutboxLetter, move: Move, **changes: object) -> None:
    """Write what became of a letter, unless the lease ended and another worker holds it now."""
    target = after(LETTER, State(row.state), move)
    OutboxLetter.objects.filter(
        pk=row.pk,
        state=State.SENDING,
        claimed_until=row.claimed_until,
    ).update(state=target, claimed_until=None, **changes)
