"""`serve` and `worker` as they are started in earnest: together, safely, and gone together."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from typing import TYPE_CHECKING

import psutil
import pytest

from tests.plugins.kept import lend

if TYPE_CHECKING:
    from pathlib import Path

COMMAND = [sys.executable, "-m", "mentorhouse.config.cli"]


@pytest.fixture(scope="module")
def house(tmp_path_factory, request) -> dict[str, str]:
    """An empty demonstration on SQLite, migrated, with its key: the environment to run it in."""
    folder: Path = tmp_path_factory.mktemp("house")
    (folder / "data").mkdir()
    lend(folder / "data", request.config.cache)
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DJANGO_SETTINGS_MODULE", "MENTORHOUSE_MASTER_KEY_FILE"}
    }
    environment |= {"MENTORHOUSE_MODE": "demo", "MENTORHOUSE_DATA": str(folder / "data")}
    for verb in (["migrate"], ["keys", "create"]):
        subprocess.run([*COMMAND, *verb], env=environment, check=True, capture_output=True)
    return environment


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def serving(house, tmp_path):
    """`serve --all` on a port of its own, and where it is."""
    port = free_port()
    with (tmp_path / "errors").open("wb") as errors:
        process = subprocess.Popen(
            [*COMMAND, "serve", "--all", "--port", str(port), "--processes", "1"],
            env=house,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
        line = process.stdout.readline()
        yield process, line, f"http://127.0.0.1:{port}"
        for child in children(process):
            child.kill()
        process.kill()
        process.communicate()


def children(process: subprocess.Popen) -> list[psutil.Process]:
    try:
        return psutil.Process(process.pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def workers(process: subprocess.Popen) -> list[int]:
    found = []
    for child in children(process):
        with suppress(psutil.Error):  # it may end while we look
            found += [child.pid] if "worker" in child.cmdline() else []
    return found


def gone(processes: list[psutil.Process], seconds: float = 15) -> bool:
    return psutil.wait_procs(processes, timeout=seconds)[1] == []


def test_it_says_where_it_is_once_it_answers_and_stops_as_one(serving):
    process, line, address = serving
    assert line == f"Mentorhouse is at {address}\n"
    with urllib.request.urlopen(f"{address}/readyz", timeout=10) as answer:  # ours
        assert answer.status == 200
    family = children(process)
    assert any("worker" in child.cmdline() for child in family)
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=40) == 0
    assert gone(family)


def test_killed_it_leaves_nothing_behind(serving):
    process, _, _ = serving
    family = children(process)
    process.kill()
    process.wait()
    assert gone(family, seconds=40)


def test_a_worker_that_dies_is_started_again(serving):
    process, _, _ = serving
    [first] = workers(process)
    os.kill(first, signal.SIGKILL)
    end = time.monotonic() + 60
    while not set(workers(process)) - {first}:
        assert time.monotonic() < end
        time.sleep(0.1)


@pytest.mark.parametrize("verb", ["serve", "worker"])
def test_an_installation_without_its_key_is_refused(house, tmp_path, verb):
    lost = house | {"MENTORHOUSE_MASTER_KEY_FILE": str(tmp_path / "lost.key")}
    done = subprocess.run([*COMMAND, verb], env=lost, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "not safe to run" in done.stderr
    assert "keys create" in done.stderr


def test_an_installation_that_is_not_migrated_is_refused(house, tmp_path):
    (tmp_path / "data").mkdir()
    empty = house | {
        "MENTORHOUSE_DATA": str(tmp_path / "data"),
        "MENTORHOUSE_MASTER_KEY_FILE": house["MENTORHOUSE_DATA"] + ".key",
    }
    done = subprocess.run(
        [*COMMAND, "serve"],
        env=empty,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 1
    assert "mentorhouse migrate" in done.stderr


def test_inviting_the_first_person_opens_the_door(house):
    def invite(*words: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [*COMMAND, "invite", *words],
            env=house,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    first = invite("boss@example.org", "--administrator", "--may-start-programmes", "--print-link")
    assert first.returncode == 0
    assert re.search(
        r"^http://127\.0\.0\.1:8000/account/welcome/[\w-]{43}/$", first.stdout, re.MULTILINE
    )
    assert "welcome" not in invite("boss@example.org", "--auditor").stdout
    assert invite("no address").returncode == 2
