"""Pages of matching: the server's part with 1,000 and with 100,000 people, in one house and run.

Milliseconds of the processor, from the request to the answer through every layer, on SQLite. Drafts
are laid out without the engine. What the clock counts is counted first, and measured too.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.line import Line

SEED, FEW, MANY, ASKED = 1, 1_000, 100_000, 7
TARGET = f"the page at {FEW} people; target 1.5"


def lines() -> Iterator[Line]:
    """Fill a house that is thrown away with both programmes, and ask for every page."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "data").mkdir(mode=0o700)
        environment = os.environ | {
            "MENTORHOUSE_MODE": "demo",
            "DJANGO_SETTINGS_MODULE": "mentorhouse.config.settings.demo",
            "MENTORHOUSE_DATA": str(Path(folder) / "data"),
        }
        _run(["mentorhouse.config.cli", "migrate"], environment)
        numbers = [str(number) for number in (SEED, ASKED, FEW, MANY)]
        told = json.loads(_run(["bench.pages_asked", *numbers], environment).splitlines()[-1])
    few, many = told["pages"][str(FEW)], told["pages"][str(MANY)]
    for name in many:
        yield _line(f"{name}.few", few[name]["ms"], "ms", FEW)
        yield _line(f"{name}.many", many[name]["ms"], "ms", MANY)
        yield _line(f"{name}.ratio", many[name]["ms"] / few[name]["ms"], "ratio", MANY, TARGET)
        yield _line(f"{name}.queries", many[name]["queries"], "queries", MANY)
    for what, taken in told["work"].items():
        yield _line(what, taken, "s", MANY)


def _run(what: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *what],
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout


def _line(name: str, value: float, unit: str, size: int, vs: str | None = None) -> Line:
    return Line(name=f"pages.{name}", value=round(value, 2), unit=unit, vs=vs, n=size, seed=SEED)
