"""Register search: the server's part of a page at 1,000 and at 100,000 mentors, on both databases.

The part runs from the request to the answer, through every layer of the house, in one process. The
mix holds words, synonyms, slips, towns, choices and late pages, each search a new one.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator

from bench.line import Line

SEED, FEW, MANY, ASKED = 1, 1_000, 100_000, 300
TARGET_MS, TARGET_RATIO = 100, 1.5


def lines() -> Iterator[Line]:
    """Fill a database that is thrown away, for each engine, and search it."""
    for engine in ("sqlite", "postgresql"):
        with tempfile.TemporaryDirectory() as folder:
            environment = os.environ | {
                "TEST_DATABASE": engine,
                "MENTORHOUSE_TEST_DIR": folder,
                "DJANGO_SETTINGS_MODULE": "mentorhouse.config.settings.test",
            }
            done = subprocess.run(
                [sys.executable, "-m", "bench.search_page", str(SEED), str(ASKED), f"{FEW},{MANY}"],
                env=environment, check=True, stdout=subprocess.PIPE, text=True,
            )  # fmt: skip
        taken = json.loads(done.stdout.splitlines()[-1])
        for size in (FEW, MANY):
            took = sorted(taken["pages"][str(size)])
            yield _line(engine, "median", size, statistics.median(took), "ms")
            yield _line(engine, "p95", size, _p95(took), "ms", f"target {TARGET_MS} ms")
            # On a busy machine the pages wait for their turn; this is what they take of it.
            yield _line(engine, "processor.p95", size, _p95(taken["work"][str(size)]), "ms")
        few, many = (taken["pages"][str(size)] for size in (FEW, MANY))
        target = f"the page at {FEW} mentors; target {TARGET_RATIO}"
        yield _line(engine, "p95.ratio", MANY, _p95(many) / _p95(few), "ratio", target)
        middle = statistics.median(many) / statistics.median(few)
        yield _line(engine, "median.ratio", MANY, middle, "ratio", target)
        yield _line(engine, "index", MANY, taken["index"][str(MANY)], "s")


def _p95(taken: list[float]) -> float:
    return statistics.quantiles(taken, n=20)[-1]


def _line(
    engine: str, what: str, size: int, value: float, unit: str, vs: str | None = None
) -> Line:
    name = f"search.{engine}.{what}"
    return Line(name=name, value=round(value, 2), unit=unit, vs=vs, n=size, seed=SEED)
