"""Large match runs beside SciPy's dense solver and OR-tools' flow, each in a process of its own."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.line import Line
from bench.peers import ROOT, run_flow

SEED, MIDDLE, LARGE, LARGEST = 1, 2_000, 10_000, 100_000
SUPPLIES = ("surplus", "scarce", "balanced")
DENSE, FLOW = "SciPy linear_sum_assignment", "OR-tools SimpleMinCostFlow"


def lines() -> Iterator[Line]:
    """Measure runs that the dense peer does within seconds."""
    for supply in SUPPLIES:
        yield from beside_peers(MIDDLE, supply)


def large_lines() -> Iterator[Line]:
    """Measure runs that take the dense peer minutes, and some that it cannot do at all."""
    for supply in SUPPLIES:
        yield from beside_peers(LARGE, supply)
    for supply in SUPPLIES:
        yield from of_run("repair", LARGE, supply)
        yield from of_run("popular", LARGE, supply)
        yield from of_run("shortlist", LARGE, supply)
    for supply in SUPPLIES:
        yield from of_run("ours", LARGEST, supply)


def beside_peers(size: int, supply: str) -> Iterator[Line]:
    """Measure ours, then the dense whole and the flow over the same candidates."""
    yield from of_run("ours", size, supply)
    whole, dense = run("ours", size, supply), run("scipy", size, supply)
    assert (whole["pairs"], whole["total"]) == (dense["pairs"], dense["total"])
    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder) / "edges.npz")
        exact = run("edges", size, supply, file)
        flow = run_flow(file)
    assert (exact["pairs"], exact["worth"]) == (flow["pairs"], flow["worth"])
    name = f"match.{supply}"
    yield _line(f"{name}.dense.seconds", dense["seconds"], "s", size, DENSE)
    yield _line(f"{name}.dense.peak", dense["megabytes"], "MB", size, DENSE)
    yield _line(f"{name}.times_faster", dense["seconds"] / whole["seconds"], "ratio", size, DENSE)
    yield _line(f"{name}.assign.seconds", exact["seconds"], "s", size)
    yield _line(f"{name}.flow.seconds", flow["seconds"], "s", size, FLOW)
    ratio = flow["seconds"] / exact["seconds"]
    yield _line(f"{name}.assign.times_faster", ratio, "ratio", size, FLOW)


def of_run(what: str, size: int, supply: str) -> Iterator[Line]:
    """Measure one kind of run of ours."""
    found = run(what, size, supply)
    name = f"match.{supply}" if what == "ours" else f"match.{what}.{supply}"
    units = {
        "seconds": "s",
        "fastest": "s",
        "processor": "ms" if what == "repair" else "s",
        "milliseconds": "ms",
        "megabytes": "MB",
        "reasons": "s",
        "pairs": "pairs",
        "gap": "worth",
    }
    for key, value in found.items():
        if key in units:
            yield _line(f"{name}.{key}", value, units[key], size)


def run(what: str, size: int, supply: str, file: str = "") -> dict[str, Any]:
    """Run one measurement and return what it says."""
    command = [sys.executable, "-m", "bench.large_run", what, str(size), supply, str(SEED), file]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _line(name: str, value: float, unit: str, size: int, vs: str | None = None) -> Line:
    return Line(name=name, value=round(value, 4), unit=unit, vs=vs, n=size, seed=SEED)
