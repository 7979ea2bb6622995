"""Importing: seconds and memory of a whole import of 100,000 people, from CSV and XLSX."""

import csv
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import xlsxwriter

from bench.line import Line
from bench.people import GRADES

SEED, PEOPLE = 1, 100_000
BY = "coordinator@example.org"
HEADINGS = [
    "first name", "last name", "email address", "both mentor and mentee", "job title", "grade",
    "organisation", "profession", "characteristics", "biography",
]  # fmt: skip
PREPARE = f"""
import django
django.setup()
from django.utils import timezone
from mentorhouse.config.cli.demo import _make_keys
from mentorhouse.accounts.models import User
from mentorhouse.programmes.actions import start
from mentorhouse.programmes.design import shipped_design
_make_keys()
by = User.objects.create_user("{BY}", may_start_programmes=True)
print(start(shipped_design(), by=by, at=timezone.now()).pk)
"""


def lines() -> Iterator[Line]:
    """Import each kind of file into a database of its own: the second time nothing changes."""
    for kind in ("csv", "xlsx"):
        with tempfile.TemporaryDirectory() as folder:
            file = _write(Path(folder) / f"people.{kind}")
            environment = os.environ | {
                "MENTORHOUSE_MODE": "demo",
                "DJANGO_SETTINGS_MODULE": "mentorhouse.config.settings.demo",
                "MENTORHOUSE_DATA": str(Path(folder) / "data"),
            }
            (Path(folder) / "data").mkdir(mode=0o700)
            _run(["-m", "mentorhouse.config.cli", "migrate"], environment)
            programme = _run(["-c", PREPARE], environment).split()[-1]
            for what in ("first", "again"):
                yield from _measure(f"import.{kind}.{what}", file, programme, environment)


def _measure(name: str, file: Path, programme: str, environment: dict[str, str]) -> Iterator[Line]:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    call = ["--programme", programme, "--role", "mentors", "--by", BY, str(file)]
    _run(["-m", "mentorhouse.config.cli", "import", "people", *call], environment)
    taken = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    yield _line(f"{name}.seconds", taken, "s")
    yield _line(f"{name}.processor_seconds", busy, "s")
    yield _line(f"{name}.peak", after.ru_maxrss / 1024, "MiB")


def _run(arguments: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, *arguments], env=environment, check=True, capture_output=True, text=True
    )
    return done.stdout


def _write(path: Path) -> Path:
    if path.suffix == ".csv":
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([HEADINGS, *_rows()])
        return path
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Mentors")
        for number, row in enumerate([HEADINGS, *_rows()]):
            sheet.write_row(number, 0, row)
    return path


def _rows() -> Iterator[list[str]]:
    rng = random.Random(SEED)  # noqa: S311  # invented people, not secrets
    for n in range(PEOPLE):
        yield [
            f"Given{n}", f"Family{n}", f"mentor.{n}@example.org", rng.choice(["yes", "no"]),
            "Adviser", rng.choice(GRADES), f"Department {rng.randrange(200)}",
            rng.choice(["Policy", "Nursing", "Finance"]), rng.choice(["", "A", "B"]),
            f"I am person {n}. I like to learn from others and to pass on what I have learnt.",
        ]  # fmt: skip


def _line(name: str, value: float, unit: str) -> Line:
    return Line(name=name, value=round(value, 1), unit=unit, vs=None, n=PEOPLE, seed=SEED)
