"""Matching: pairs, total and seconds beside mentor-match, and the whole cold process."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bench.line import Line, seconds
from bench.peers import ROOT, run_mentor_match
from bench.people import SUPPLIES, write_people
from mentorhouse.config.cli.matching.reading import Settings, read_run
from mentorhouse.matching.engine.solve import DEFAULT, Effort, Result, solve

SAMPLE = ROOT.parent / "shared" / "data" / "civil-service-sample" / "large"
PEER = "mentor-match 7.0.1"
WARM, COLD = 5, 5
SEED = 1
LOOPS = Effort(small=0)  # compiled loops, which small runs leave alone so as to start at once


def lines() -> Iterator[Line]:
    """Measure on the shared sample where it lies beside the checkout, and on invented people."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        if SAMPLE.is_dir():
            sample = SAMPLE / "mentors.csv", SAMPLE / "mentees.csv"
            yield from _beside_peer("match.sample", *sample, seed=0)
            yield from _cold("match.sample", *sample, work, seed=0)
        for supply in ("balanced", "scarce"):
            people = write_people(work, 400, places_each=SUPPLIES[supply], seed=SEED)
            yield from _beside_peer(f"match.{supply}", *people, seed=SEED)
        for supply, places in SUPPLIES.items():
            people = write_people(work, 500, places_each=places, seed=SEED)
            yield from _cold(f"match.{supply}", *people, work, seed=SEED)


def _result(
    mentors: Path, mentees: Path, capacity: int, effort: Effort = DEFAULT
) -> tuple[Result, float]:
    read = read_run(Settings(capacity=capacity), mentees=mentees, mentors=mentors)
    # The peer knows no worst-off pair: the same question is asked of both.
    request = replace(read.request, tolerance=None)
    return solve(request, effort), seconds(lambda: solve(request, effort), WARM)


def _beside_peer(name: str, mentors: Path, mentees: Path, *, seed: int) -> Iterator[Line]:
    """Compare on the same scores: one place a mentor, which is all that the peer knows."""
    ours, taken = _result(mentors, mentees, 1)
    peer = run_mentor_match(mentors, mentees)
    n = len(ours.problem)

    def line(what: str, value: float, unit: str, vs: str | None = None) -> Line:
        return Line(name=f"{name}.{what}", value=round(value, 4), unit=unit, vs=vs, n=n, seed=seed)

    yield line("pairs", len(ours.pairs), "pairs")
    yield line("pairs.peer", peer["pairs"], "pairs", PEER)
    yield line("total", ours.total / 100, "points")
    yield line("total.peer", peer["total"] / 100, "points", PEER)
    yield line("seconds", taken, "s")
    yield line("seconds.peer", peer["seconds"], "s", PEER)
    yield line("times_faster", peer["seconds"] / taken, "ratio", PEER)
    _, compiled = _result(mentors, mentees, 1, LOOPS)
    yield line("compiled.seconds", compiled, "s")
    yield line("compiled.times_faster", peer["seconds"] / compiled, "ratio", PEER)
    yield line("gap", ours.certificate.gap, "worth")
    for places in (2, 3):
        more, busy = _result(mentors, mentees, places)
        yield line(f"seconds.{places}_places", busy, "s")
        gain = 100 * (more.total / peer["total"] - 1)
        yield line(f"total_more.{places}_places", gain, "%", PEER)


def _cold(name: str, mentors: Path, mentees: Path, work: Path, *, seed: int) -> Iterator[Line]:
    """Time `mentorhouse match` from nothing to written files."""
    command = [sys.executable, "-m", "mentorhouse.config.cli", "match"]
    files = ["--mentors", str(mentors), "--mentees", str(mentees), "--out", str(work / "pairs.csv")]

    def whole() -> None:
        subprocess.run([*command, *files], check=True, capture_output=True)

    with mentees.open(encoding="utf-8") as file:
        n = sum(1 for _ in file) - 1
    taken = seconds(whole, COLD)
    yield Line(
        name=f"{name}.whole_process", value=round(taken, 3), unit="s", vs=None, n=n, seed=seed
    )
