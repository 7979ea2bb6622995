"""Empties the outbox: claims due letters, writes each, hands it to the channel, notes it.

A worker that is killed between handing over and noting leaves the letter under its lease; the
next one sends it again with the same Message-ID. That is the only duplicate there can be.
"""

import smtplib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import structlog
from django.db import DatabaseError
from django.utils import timezone, translation

from mentorhouse.design.clocks import zone_named
from mentorhouse.languages.offered import chosen
from mentorhouse.notifications.channels import Channel, Refused, channel
from mentorhouse.notifications.letters import writer_of
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.notifications.worker import lease
from mentorhouse.notifications.worker.writing import message

BATCH = 10
# A letter is not begun when less than this is left of the lease; a mail server may take less.
MARGIN = timedelta(seconds=45)

log = structlog.get_logger("mentorhouse.outbox")


def drain(
    out: Channel | None = None,
    *,
    now: Callable[[], datetime] = timezone.now,
    until: Callable[[], bool] = lambda: False,
) -> Counter[str]:
    """Send everything that is due, and say how many were sent, dropped and failed."""
    done: Counter[str] = Counter()
    with out or channel() as opened:
        while not until():
            rows = lease.claim(BATCH, at=now())
            if not rows:
                break
            for row in rows:
                if row.claimed_until and now() + MARGIN < row.claimed_until:
                    done[_send(row, opened, now)] += 1
    return done


def _send(row: OutboxLetter, out: Channel, now: Callable[[], datetime]) -> str:
    try:
        with _as_read_by(row):
            reads = row.to is None or row.to.is_active
            written = writer_of(row.kind)(row.to, row.about) if reads else None
            ready = message(row, written) if written else None
        if ready is None:
            lease.note_dropped(row)
            return "dropped"
        out.deliver(ready)
    except DatabaseError:
        raise  # nothing can be noted; the lease ends and the letter comes round again
    except Exception as failure:  # noqa: BLE001  # whatever a writer or a server does, the rest go on
        final = isinstance(failure, Refused)
        lease.note_failure(row, failure, at=now(), final=final)
        log.warning(
            "letter_not_sent",
            kind=row.kind,
            letter=str(row.pk),
            attempts=row.attempts,
            error=type(failure).__name__,
            code=failure.smtp_code if isinstance(failure, smtplib.SMTPResponseException) else None,
        )
        return "failed"
    lease.note_sent(row, at=now())
    return "sent"


@contextmanager
def _as_read_by(row: OutboxLetter) -> Iterator[None]:
    """Write in the language and with the clock of who reads; the installation's for an address."""
    language = chosen(row.to.language if row.to else "")
    zone = zone_named(row.to.timezone) if row.to else None
    with translation.override(language), timezone.override(zone):
        yield
