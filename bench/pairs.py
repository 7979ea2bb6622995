"""Pages of one pair with a long history: 60 meetings, 600 actions and 200 messages, on SQLite.

Milliseconds of the processor, from the request to the answer through every layer.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.line import Line

SEED, ASKED, MEETINGS, ACTIONS, MESSAGES = 1, 40, 60, 600, 200
TARGET = "the bar of 150 ms at the 95th percentile"


def lines() -> Iterator[Line]:
    """Fill a house that is thrown away with one pair, and ask for each of its pages."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "data").mkdir(mode=0o700)
        environment = os.environ | {
            "MENTORHOUSE_MODE": "demo",
            "DJANGO_SETTINGS_MODULE": "mentorhouse.config.settings.demo",
            "MENTORHOUSE_DATA": str(Path(folder) / "data"),
        }
        _run(["mentorhouse.config.cli", "migrate"], environment)
        numbers = [str(number) for number in (ASKED, MEETINGS, ACTIONS, MESSAGES)]
        told = json.loads(_run(["bench.pairs_asked", *numbers], environment).splitlines()[-1])
    for name, found in told.items():
        yield _line(f"{name}.p95", found["p95"], "ms", TARGET)
        yield _line(f"{name}.queries", found["queries"], "queries")


def _run(what: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *what],
        env=environment, check=True, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    return done.stdout


def _line(name: str, value: float, unit: str, vs: str | None = None) -> Line:
    size = MEETINGS + ACTIONS + MESSAGES
    return Line(name=f"pairs.{name}", value=round(value, 2), unit=unit, vs=vs, n=size, seed=SEED)
