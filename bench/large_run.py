"""One measurement of a large match run in a process of its own; prints JSON.

Called as `python -m bench.large_run WHAT SIZE SUPPLY SEED [FILE]`. WHAT is `ours` (everything from
the request to the proved result with its reasons), `repair`, `shortlist`, `scipy` (scores of all
pairs and SciPy's dense solver, a column for each place) or `edges` (candidates into a file).
"""

import json
import statistics
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from bench.crowd import crowd
from mentorhouse.matching.engine.problem import Problem, Request
from mentorhouse.matching.engine.reasons import parts_of_pairs
from mentorhouse.matching.engine.repair import repair
from mentorhouse.matching.engine.rounds import Course
from mentorhouse.matching.engine.solve import Effort, solve
from mentorhouse.matching.engine.sparse import assign
from mentorhouse.matching.engine.warming import warm

LARGE, TIMES, REPAIRS, BLOCK = Effort(small=0), 3, 40, 500


def timed(work: Any, times: int) -> tuple[Any, dict[str, float]]:
    """Do some work; return its answer, and the median seconds of clock and processor."""
    taken, worked, found = [], [], None
    for _ in range(times):
        began, busy = time.perf_counter(), time.process_time()
        found = work()
        taken.append(time.perf_counter() - began)
        worked.append(time.process_time() - busy)
    return found, {
        "seconds": statistics.median(taken),
        "fastest": min(taken),
        "processor": statistics.median(worked),
    }


def peak() -> float:
    """Return the most megabytes this process has had."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024


def ours(request: Request, times: int) -> dict[str, float]:
    """Measure everything, then the parts of every pair's score."""
    result, taken = timed(lambda: solve(request, LARGE), times)
    megabytes = peak()
    pairs = [(pair.mentee, pair.mentor) for pair in result.pairs]
    _, reasons = timed(lambda: parts_of_pairs(result.problem, pairs), 1)
    return {
        **taken,
        "megabytes": megabytes,
        "reasons": reasons["seconds"],
        "pairs": len(pairs),
        "total": result.total,
        "gap": result.certificate.gap,
    }


def repaired(request: Request) -> dict[str, float]:
    """Withdraw one mentor after another from the same run."""
    result = solve(request, LARGE)
    busy = sorted({pair.mentor for pair in result.pairs})
    taken = [
        timed(lambda key=key: repair(result, [key]), 1)[1] for key in busy[:: len(busy) // REPAIRS]
    ]
    gap = repair(result, [busy[0]]).certificate.gap
    return {
        "milliseconds": 1000 * statistics.median(one["seconds"] for one in taken),
        "processor": 1000 * statistics.median(one["processor"] for one in taken),
        "gap": gap,
    }


def by_scipy(request: Request) -> dict[str, float]:
    """Score all pairs with NumPy, give each place a column, and let SciPy solve it."""

    def whole() -> tuple[int, int]:
        problem = Problem(request)
        many = len(problem)
        owner = np.repeat(np.arange(len(problem.mentors)), problem.places)
        table = np.zeros((many, len(owner)))
        for start in range(0, many, BLOCK):
            rows = np.arange(start, min(start + BLOCK, many))
            table[rows] = np.maximum(problem.worth_rows(rows), 0)[:, owner]
        rows, columns = linear_sum_assignment(table, maximize=True)
        made = table[rows, columns] > 0
        return int(made.sum()), int(problem.score(rows[made], owner[columns[made]]).sum())

    (pairs, total), taken = timed(whole, 1)
    return {**taken, "megabytes": peak(), "pairs": pairs, "total": total}


def edges(request: Request, file: str) -> dict[str, float]:
    """Write candidates for a peer, and measure our own exact assignment over them."""
    problem = Problem(request)
    found = Course.begin(problem, keep=16, most_kinds=2_000).edges
    stand, taken = timed(lambda: assign(problem, found), TIMES)
    made = stand.made
    np.savez(
        file,
        mentee=found.mentee,
        mentor=found.mentor,
        worth=stand.graph.worth,
        places=problem.places,
        mentees=len(problem),
    )
    return {**taken, "worth": float(stand.graph.worth[made].sum()), "pairs": len(made)}


def main(what: str, size: int, supply: str, seed: int, file: str) -> dict[str, float]:
    if what != "scipy":
        warm()
    request = crowd(size, supply, seed=seed, popular=what == "popular")
    if what in {"ours", "popular"}:
        return ours(request, TIMES if size < 50_000 else 1)  # noqa: PLR2004
    if what == "shortlist":
        return ours(replace(request, demand=[3] * size, capacity=[4] * size), 1)
    if what == "repair":
        return repaired(request)
    return by_scipy(request) if what == "scipy" else edges(request, file)


if __name__ == "__main__":
    given = [*sys.argv[1:], ""]
    print(json.dumps(main(given[0], int(given[1]), given[2], int(given[3]), given[4])))
