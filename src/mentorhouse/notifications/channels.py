"""How a letter leaves: by SMTP, or as a file in a directory that anyone can look at.

A channel either takes the message for good or raises. `Refused` means that trying again is of no
use; anything else may pass.
"""

import email
import email.policy
import os
import smtplib
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage as ParsedMessage
from pathlib import Path
from typing import Protocol, Self

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend
from django.utils.module_loading import import_string

FOR_GOOD = 5  # the first digit of an SMTP answer that will not change


class Refused(Exception):
    """The other side will never take this message."""


class Channel(Protocol):
    """A way out of the house, open for one batch of letters."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *exception: object) -> None: ...

    def deliver(self, message: EmailMessage) -> None:
        """Hand the message over for good, or raise."""


def channel() -> Channel:
    """Return the channel that this installation uses."""
    chosen: type[Channel] = import_string(settings.MAIL_CHANNEL)
    return chosen()


class SMTPChannel:
    """Sends by the mail server in the settings, over one connection for a batch."""

    def __init__(self) -> None:
        self._server = EmailBackend()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self._hang_up()

    def deliver(self, message: EmailMessage) -> None:
        """Send one message; a broken connection is opened anew for the next."""
        try:
            # Opened here, so that the backend keeps the connection for the next message.
            self._server.open()
            self._server.send_messages([message])
        except smtplib.SMTPRecipientsRefused as refusal:
            self._hang_up()
            if all(code // 100 == FOR_GOOD for code, _ in refusal.recipients.values()):
                raise Refused from refusal
            raise
        except Exception:
            self._hang_up()
            raise

    def _hang_up(self) -> None:
        with suppress(OSError, smtplib.SMTPException):
            self._server.close()
        self._server.connection = None


@dataclass(frozen=True)
class StoredLetter:
    """A letter that the file channel kept, as a reader of the directory sees it."""

    name: str
    to: str
    subject: str
    at: datetime
    text: str
    attachments: tuple[str, ...]


class FileChannel:
    """Keeps each letter as one `.eml` file: nothing leaves the machine."""

    def __init__(self, directory: Path | None = None) -> None:
        self.directory = directory or Path(settings.MAIL_DIR)

    def __enter__(self) -> Self:
        self.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        return self

    def __exit__(self, *exception: object) -> None:
        """Nothing is held open."""

    def deliver(self, message: EmailMessage) -> None:
        """Write the file whole or not at all. The same letter sent again replaces its file."""
        name = str(message.extra_headers["Message-ID"]).strip("<>").partition("@")[0]
        handle, unfinished = tempfile.mkstemp(dir=self.directory, prefix=".writing-")
        with os.fdopen(handle, "wb") as file:
            file.write(message.message().as_bytes())
            file.flush()
            os.fsync(file.fileno())
        Path(unfinished).replace(self.directory / f"{name}.eml")

    def names(self) -> list[str]:
        """Every letter kept, newest first."""
        if not self.directory.is_dir():
            return []
        files = [e for e in os.scandir(self.directory) if e.name.endswith(".eml")]
        return [e.name for e in sorted(files, key=lambda e: e.stat().st_mtime_ns, reverse=True)]

    def letters(self, *, start: int = 0, count: int = 50) -> Iterator[StoredLetter]:
        """Read some of the letters kept, newest first."""
        for name in self.names()[start : start + count]:
            yield self.read(name)

    def read(self, name: str) -> StoredLetter:
        """Read one letter by its file name. Raises `FileNotFoundError` for any other name."""
        if name not in self.names():
            raise FileNotFoundError(name)
        path = self.directory / name
        message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        body = message.get_body(("plain",))
        return StoredLetter(
            name=name,
            to=str(message["To"]),
            subject=str(message["Subject"]),
            at=datetime.fromtimestamp(path.stat().st_mtime, UTC),
            text=body.get_content() if body else "",
            attachments=tuple(_attached(message)),
        )


def _attached(message: ParsedMessage) -> Iterator[str]:
    for part in message.walk():
        name = part.get_filename() or part.get_param("name")
        if name:
            yield str(name)
