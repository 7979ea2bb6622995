"""`mentorhouse serve`: the web server, and with `--all` a worker beside it."""

import argparse
import io
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from http import HTTPStatus

GRACE = 25.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take where to serve, and whether a worker runs beside."""
    parser.add_argument("--all", action="store_true", help="run a worker beside the web server")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument(
        "--port",
        type=int,
        default=int(os.environ.get("PORT", "8000")),
        help="port to listen on",
    )
    parser.add_argument("--processes", type=int, default=2, help="web processes")
    parser.add_argument("--threads", type=int, default=4, help="threads of each web process")


def run(options: argparse.Namespace) -> int:
    """Check the installation, serve until told to stop, stop everything together."""
    if not safe_to_run():
        return 1
    with tempfile.TemporaryDirectory(prefix="mentorhouse-figures-") as figures:
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = figures
        os.environ["MENTORHOUSE_STARTED_BY"] = str(os.getpid())
        beside = [_worker()] if options.all else []
        return _serve(_web(options), beside, f"http://{options.host}:{options.port}")


def safe_to_run() -> bool:
    """Whether Django's checks and ours find nothing wrong; says what to do where they do."""
    import django  # verbs import late on purpose
    from django.core.management import call_command
    from django.core.management.base import SystemCheckError
    from django.db import OperationalError

    django.setup()
    from django.conf import settings

    try:
        call_command(
            "check",
            databases=list(settings.DATABASES),
            deploy=not settings.DEMONSTRATION,
            fail_level="ERROR",
            stdout=io.StringIO(),  # that all is well need not be said
        )
        for alias in settings.DATABASES:
            call_command("migrate", database=alias, check_unapplied=True, verbosity=0)
    except SystemCheckError as problems:
        print(problems, file=sys.stderr)
        print("This installation is not safe to run. Nothing was started.", file=sys.stderr)
        return False
    except OperationalError:
        print("A database cannot be reached. Ask: mentorhouse doctor", file=sys.stderr)
        return False
    except SystemExit:
        print("The database is not up to date. Run: mentorhouse migrate", file=sys.stderr)
        return False
    return True


def _web(options: argparse.Namespace) -> list[str]:
    return [
        sys.executable,
        "-m",
        "gunicorn",
        "mentorhouse.config.wsgi:application",
        "--config=python:mentorhouse.config.web",
        f"--bind={options.host}:{options.port}",
        f"--workers={options.processes}",
        f"--threads={options.threads}",
    ]


def _worker() -> list[str]:
    me = str(os.getpid())
    return [sys.executable, "-m", "mentorhouse.config.cli", "worker", "--stop-with", me]


def _serve(web: list[str], beside: list[list[str]], address: str) -> int:
    """Serve until told to stop or the web server ends; a worker that dies is started again."""
    stopping: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda number, _frame: stopping.append(number))
    server = subprocess.Popen(web)  # noqa: S603  # commands of our own
    workers = [subprocess.Popen(command) for command in beside]  # noqa: S603  # as above
    announced = False
    while not stopping and server.poll() is None:
        if not announced and _answers(f"{address}/healthz"):
            print(f"Mentorhouse is at {address}", flush=True)
            announced = True
        time.sleep(0.5 if announced else 0.1)
        workers = [w if w.poll() is None else subprocess.Popen(w.args) for w in workers]  # noqa: S603  # as above
    _stop([server, *workers])
    return 0 if stopping else 1


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2) as answer:  # noqa: S310  # our own address
            return bool(answer.status == HTTPStatus.OK)
    except urllib.error.HTTPError:
        return True  # it refuses, for example a plain connection in production: but it answers
    except OSError:
        return False


def _stop(running: Sequence[subprocess.Popen[bytes]]) -> None:
    for process in running:
        process.terminate()
    end = time.monotonic() + GRACE
    for process in running:
        try:
            process.wait(timeout=max(0.1, end - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
