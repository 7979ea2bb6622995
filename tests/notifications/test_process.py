"""Real worker processes, killed and stopped: nothing lost, no duplicate of another identity."""

import email
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connections
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from mentorhouse.accounts.models import SignInInvitation, User
from mentorhouse.notifications import post
from mentorhouse.notifications.models import OutboxLetter, WorkerBeat
from mentorhouse.notifications.states import State
from mentorhouse.notifications.worker.queue import SILENCE, free_abandoned
from tests.notifications.work import slow

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
ROOT = Path(__file__).parents[2]

SETTINGS = """
from {base} import *
for _alias, _name in {names!r}.items():
    DATABASES[_alias]["NAME"] = _name
MAIL_CHANNEL = "mentorhouse.notifications.channels.SMTPChannel"
EMAIL_HOST, EMAIL_PORT, EMAIL_USE_TLS = "127.0.0.1", {port}, False
"""


@pytest.fixture
def start(tmp_path, sink, settings):
    """Start `mentorhouse worker` on the database of this test; all are ended with it."""
    names = {alias: str(connections[alias].settings_dict["NAME"]) for alias in settings.DATABASES}
    base = os.environ["DJANGO_SETTINGS_MODULE"]
    text = SETTINGS.format(base=base, names=names, port=settings.EMAIL_PORT)
    (tmp_path / "worker_settings.py").write_text(text, encoding="utf-8")
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "worker_settings",
        "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT), os.environ.get("PYTHONPATH", "")]),
    }
    log = (tmp_path / "log").open("wb")
    running: list[subprocess.Popen] = []

    def go() -> subprocess.Popen:
        command = [sys.executable, "-m", "mentorhouse.config.cli", "worker"]
        running.append(subprocess.Popen(command, env=environment, stdout=log, stderr=log, cwd=ROOT))
        return running[-1]

    yield go
    for process in running:
        process.kill()
        process.wait()
    log.close()


def until(condition, *, alive: subprocess.Popen | None = None, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert alive is None or alive.poll() is None, "the worker ended by itself"
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.02)


def people(count: int) -> None:
    at = timezone.now()
    for n in range(count):
        post(
            "account.welcome",
            to=User.objects.create_user(f"p{n}@example.org"),
            about={},
            at=at,
            key="1",
        )


def lease_ends() -> None:
    """Let the time pass that a lease lasts."""
    OutboxLetter.objects.filter(state=State.SENDING).update(claimed_until=timezone.now())


def kill_while_sending(start, sink, *, kills: int, letters: int) -> None:
    people(letters)
    sink.pause = 0.03
    for _ in range(kills):
        worker, before = start(), len(sink.raw)
        until(lambda: len(sink.raw) >= before + 3, alive=worker)  # noqa: B023  # this turn's
        worker.kill()
        worker.wait()
        lease_ends()
    sink.pause = 0
    last = start()
    until(lambda: not OutboxLetter.objects.exclude(state=State.SENT).exists(), alive=last)
    seen = Counter(email.message_from_bytes(raw)["Message-ID"] for raw in sink.raw)
    assert set(seen) == set(OutboxLetter.objects.values_list("message_id", flat=True))
    assert max(seen.values()) <= 1 + kills
    assert len(sink.raw) - letters <= kills


def test_a_killed_worker_loses_no_letter(start, sink):
    kill_while_sending(start, sink, kills=5, letters=40)


@pytest.mark.soak
def test_thirty_killed_workers_lose_no_letter(start, sink):
    kill_while_sending(start, sink, kills=30, letters=200)


def test_the_letter_holds_the_token_and_the_database_does_not(start, sink):
    people(1)
    start()
    until(lambda: len(sink.raw) == 1)
    body = email.message_from_bytes(sink.raw[0]).get_payload(0).get_payload(decode=True).decode()
    token = body.split("/account/welcome/")[1].split("/")[0]
    kept = SignInInvitation.objects.values().get()
    assert len(token) > 40
    assert token not in str(kept)
    assert token not in str(OutboxLetter.objects.values().get())


def test_a_stop_ends_the_worker_cleanly(start, sink):
    worker = start()
    until(WorkerBeat.objects.exists)
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(timeout=15) == 0
    assert not WorkerBeat.objects.exists()


def test_a_task_of_a_killed_worker_is_finished_by_another(start, sink, tmp_path):
    marker = tmp_path / "began"
    slow.enqueue(str(marker))
    first = start()
    until(marker.exists)
    first.kill()
    first.wait()
    assert DBTaskResult.objects.get(task_path__endswith="slow").status == "RUNNING"
    WorkerBeat.objects.update(beaten_at=timezone.now() - SILENCE - timedelta(seconds=1))
    free_abandoned(at=timezone.now())
    second = start()
    until(lambda: DBTaskResult.objects.get(task_path__endswith="slow").status == "SUCCESSFUL")
    assert marker.read_text().split() == [str(first.pid), str(second.pid)]
