"""Letters for tests, and channels that remember what they were given."""

import asyncio
import socket
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Self

import pytest
from aiosmtpd.controller import Controller

from mentorhouse.accounts.models import User
from mentorhouse.notifications import Attachment, Letter, Link, letter, post
from mentorhouse.notifications.models import OutboxLetter

AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
CALENDAR = b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"


@letter("test.hello")
def hello(to: User, about: dict[str, str]) -> Letter | None:
    return Letter(
        subject="Something to read",
        paragraphs=("There is something to read.", "Ask <anyone> & all."),
        link=Link("Read it", "https://mentoring.example.org/x/"),
        attachments=(Attachment("meeting.ics", CALENDAR, "text/calendar; method=REQUEST"),),
    )


@letter("test.gone")
def gone(to: User, about: dict[str, str]) -> Letter | None:
    return None


@letter("test.broken")
def broken(to: User, about: dict[str, str]) -> Letter | None:
    msg = "a secret that must not be kept"
    raise ValueError(msg)


class Memory:
    """A channel that keeps messages; `fails` says what to raise for the next ones."""

    def __init__(self, *fails: Exception) -> None:
        self.messages = []
        self.fails = list(fails)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        pass

    def deliver(self, message) -> None:
        if self.fails:
            raise self.fails.pop(0)
        self.messages.append(message)


@pytest.fixture
def user(db) -> User:
    return User.objects.create_user("anwen@example.org")


@pytest.fixture
def posted(user) -> Callable[..., OutboxLetter]:
    def make(kind: str = "test.hello", key: str = "1", **more) -> OutboxLetter:
        post(kind, to=user, about={}, at=AT, key=key, **more)
        return OutboxLetter.objects.get(kind=kind, to=user, key=key)

    return make


class Sink:
    """An SMTP server that takes what it is told to take."""

    def __init__(self) -> None:
        self.raw: list[bytes] = []
        self.connections = set()
        self.answer = "250 OK"
        self.pause = 0.0

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if not self.answer.startswith("250"):
            return self.answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.raw.append(envelope.content)
        self.connections.add(session.peer)
        await asyncio.sleep(self.pause)
        return "250 OK"


@pytest.fixture
def sink(settings):
    taker = Sink()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(taker, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", port, False
    yield taker
    controller.stop()


def now_at(moment: datetime) -> Callable[[], datetime]:
    return lambda: moment
