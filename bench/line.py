"""One line of a measurement, and how seconds are taken."""

import statistics
import time
from collections.abc import Callable
from typing import Any, TypedDict


class Line(TypedDict):
    """What `make bench` prints; `vs` names what a ratio is measured against."""

    name: str
    value: float
    unit: str
    vs: str | None
    n: int
    seed: int


def seconds(work: Callable[[], Any], times: int) -> float:
    """Return the median wall time of a piece of work."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)
