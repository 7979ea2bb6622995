"""Results of `mentorhouse match` as files, each written whole or not at all.

Everything is first written beside its place and flushed; only when all is there are the files
moved into place. Cells never start what a spreadsheet would take for a formula.
"""

import csv
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from mentorhouse.config.cli.matching.outcome import Explained, Outcome
from mentorhouse.matching.engine.reasons import Absence, points

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
SHOWN = 10  # mentees without a mentor named on the terminal

Rows = list[list[str | float]]


def write_outputs(
    outcome: Outcome, *, out: Path, json_: Path | None = None, scores: Path | None = None
) -> None:
    """Write every result that was asked for: all of them or none."""
    writers: dict[Path, Callable[[Path], None]] = {}
    if is_workbook(out):
        writers[out] = lambda path: _write_workbook(path, outcome)
    else:
        writers[out] = lambda path: _write_csv(path, pair_rows(outcome))
        writers[unmatched_beside(out)] = lambda path: _write_csv(path, unmatched_rows(outcome))
    if json_ is not None:
        writers[json_] = lambda path: _write_json(path, outcome)
    if scores is not None:
        writers[scores] = lambda path: _write_scores(path, outcome)
    _all_or_none(writers)


def _all_or_none(writers: dict[Path, Callable[[Path], None]]) -> None:
    aside = {path: path.with_name(f".{path.name}.{os.getpid()}.part") for path in writers}
    try:
        for path, write in writers.items():
            write(aside[path])
            with aside[path].open("rb+") as file:
                os.fsync(file.fileno())
        for path, part in aside.items():
            part.replace(path)
    finally:
        for part in aside.values():
            part.unlink(missing_ok=True)


def is_workbook(out: Path) -> bool:
    """Say whether results go into a workbook, and not into CSV files."""
    return out.suffix.lower() == ".xlsx"


def unmatched_beside(out: Path) -> Path:
    """Return where the unmatched of a CSV result go."""
    return out.with_name(f"{out.stem}-unmatched{out.suffix}")


def pair_rows(outcome: Outcome) -> Rows:
    """Return one line a pair: who, the score, its parts and why."""
    titles = [part.title for part in outcome.result.problem.parts]
    head = ["mentee", "mentee name", "mentor", "mentor name", "score"]
    rows: Rows = [[*head, *(f"{title} (points)" for title in titles), "reasons"]]
    names = outcome.read.names
    for explained in outcome.pairs:
        pair = explained.pair
        rows.append(
            [
                pair.mentee,
                names[pair.mentee],
                pair.mentor,
                names[pair.mentor],
                pair.score / 100,
                *(part.points / 100 for part in explained.parts),
                "; ".join(str(part) for part in explained.parts),
            ]
        )
    return rows


def unmatched_rows(outcome: Outcome) -> Rows:
    """Return one line for each person without a pair, and why."""
    rows: Rows = [["role", "person", "name", "reasons"]]
    for role, absences in _unmatched(outcome):
        rows += [
            [role, absence.key, outcome.read.names[absence.key], " ".join(absence.reasons)]
            for absence in absences
        ]
    return rows


def _unmatched(outcome: Outcome) -> Iterator[tuple[str, tuple[Absence, ...]]]:
    yield "mentee", outcome.unmatched_mentees
    yield "mentor", outcome.unmatched_mentors


def safe(cell: str | float) -> str | float:
    """Return a cell that no spreadsheet runs as a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def _write_csv(path: Path, rows: Rows) -> None:
    plain = all(str(cell).isascii() for row in rows for cell in row)
    mark = "utf-8" if plain else "utf-8-sig"  # spreadsheets guess wrongly without it
    with path.open("w", newline="", encoding=mark) as file:
        csv.writer(file).writerows([safe(cell) for cell in row] for row in rows)


def _write_workbook(path: Path, outcome: Outcome) -> None:
    import xlsxwriter  # only a workbook needs it

    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    proof: Rows = [["what", "value"]]
    proof += [[key, str(value)] for key, value in facts(outcome).items()]
    sheets = {
        "Pairs": pair_rows(outcome),
        "Unmatched": unmatched_rows(outcome),
        "Proof": proof,
    }
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for line, row in enumerate(rows):
            sheet.write_row(line, 0, row)
        sheet.freeze_panes(1, 0)
        sheet.autofit()
    book.close()


def facts(outcome: Outcome) -> dict[str, Any]:
    """Return what a run came to and how far it is proved, in plain numbers."""
    result = outcome.result
    places = sum(result.problem.request.capacity)
    return {
        "mentees": len(result.problem.mentees),
        "mentors": len(result.problem.mentors),
        "places": places,
        "pairs": len(result.pairs),
        "total": result.total / 100,
        "average": round(result.total / 100 / max(1, len(result.pairs)), 2),
        "lowest": min((pair.score for pair in result.pairs), default=0) / 100,
        "unmatched_mentees": len(outcome.unmatched_mentees),
        "unmatched_mentors": len(outcome.unmatched_mentors),
        "places_left": places - len(result.pairs),
        "seed": result.problem.request.seed,
        "proved": result.certificate.proved,
        "gap": result.certificate.gap,
        "checked_again": outcome.checked,
    }


def _write_json(path: Path, outcome: Outcome) -> None:
    report = {
        "format": 1,
        "run": facts(outcome),
        "rules": _rules(outcome),
        "pairs": [_pair(explained) for explained in outcome.pairs],
        "unmatched": {
            f"{role}s": [
                {"person": absence.key, "reasons": list(absence.reasons)} for absence in absences
            ]
            for role, absences in _unmatched(outcome)
        },
        "places_left": {key: left for key, left in outcome.result.places_left.items() if left},
        "proof": _proof(outcome),
        "notes": list(outcome.read.notes),
    }
    path.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _pair(explained: Explained) -> dict[str, Any]:
    return {
        "mentee": explained.pair.mentee,
        "mentor": explained.pair.mentor,
        "score": explained.pair.score / 100,
        "parts": [
            {
                "part": part.title,
                "points": part.points / 100,
                "most": part.most / 100,
                "reason": part.words,
            }
            for part in explained.parts
        ],
    }


def _rules(outcome: Outcome) -> dict[str, Any]:
    problem = outcome.result.problem
    return {
        "never_broken": [rule.words for rule in problem.request.rules.hard],
        "score": [{"part": part.title, "most": part.most / 100} for part in problem.parts],
    }


def _proof(outcome: Outcome) -> dict[str, Any]:
    """Return the certificate; prices are left out where identity had a part in them."""
    problem, certificate = outcome.result.problem, outcome.result.certificate
    proof: dict[str, Any] = {
        "proved": certificate.proved,
        "gap": certificate.gap,
        "of": f"most pairs, then {_aim(outcome)}",
        "checked_again_over_all_pairs": outcome.checked,
        "faults": list(outcome.faults),
    }
    if outcome.read.identity_used:
        return proof
    keys = problem.mentors.keys
    prices = {keys[place]: int(certificate.price[place]) for place in range(len(keys))}
    return proof | {
        "worth": certificate.worth,
        "bound": certificate.bound,
        "worth_of_a_pair": problem.scale.pair,
        "worth_of_a_hundredth": problem.scale.hundredth,
        "worst_off": _worst_off(outcome),
        "price_of_a_place": {key: price for key, price in prices.items() if price},
    }


def _write_scores(path: Path, outcome: Outcome) -> None:
    """Write all scores in the order of the spreadsheets: -1 where a rule forbids the pair."""
    problem = outcome.result.problem
    rows, columns = np.argsort(problem.mentee_order), np.argsort(problem.mentor_order)
    allowed = problem.allowed_rows(rows)[:, columns]
    parts = [part.points(rows[:, None], columns[None, :]) for part in problem.parts]
    table = np.array(parts, dtype=np.int16).reshape(len(parts), len(rows), len(columns))
    with path.open("wb") as file:
        np.savez_compressed(
            file,
            scores=np.where(allowed, table.sum(axis=0, dtype=np.int16), np.int16(-1)),
            parts=table,
            titles=np.array([part.title for part in problem.parts]),
            mentees=np.array(problem.request.mentees.keys),
            mentors=np.array(problem.request.mentors.keys),
            places=np.array(problem.request.capacity),
        )


def summary(outcome: Outcome, out: Path) -> str:
    """Return what the terminal shows at the end."""
    run = facts(outcome)
    lines = [
        (
            f"{run['pairs']} pairs of {run['mentees']} mentees and {run['mentors']} mentors "
            f"({run['places']} places), written to {out}."
        ),
        f"Total score {points(outcome.result.total)}, {run['average']:.2f} a pair.",
        _proved(outcome),
    ]
    absences = outcome.unmatched_mentees
    lines += [
        f"Without a mentor: {absence.key}. {' '.join(absence.reasons)}"
        for absence in absences[:SHOWN]
    ]
    if len(absences) > SHOWN:
        lines.append(f"… and {len(absences) - SHOWN} more mentees without a mentor.")
    idle = len(outcome.unmatched_mentors)
    if idle:
        lines.append(f"{idle} {'mentor has' if idle == 1 else 'mentors have'} no mentee.")
    return "\n".join(lines)


def _worst_off(outcome: Outcome) -> dict[str, Any]:
    """Return how well the worst-off pair fits, what it cost, and what it might have cost."""
    floor = outcome.result.floor
    if floor is None:
        return {}
    return {
        "points": floor.least / 100,
        "without_regard_for_it": floor.before / 100,
        "points_given_up": floor.cost / 100,
        "points_that_might_be": floor.may_cost / 100,
        "prices_hold_for_pairs_from": outcome.result.problem.request.least / 100,
    }


def _aim(outcome: Outcome) -> str:
    """Return what a run made as high as can be, after the number of pairs."""
    total = "total, private wishes included" if outcome.read.identity_used else "total"
    tolerance = outcome.result.request.tolerance
    if tolerance is None:
        return f"highest {total}"
    return f"best worst-off pair within {tolerance / 10:g} per cent of the {total}, then that total"


def _proved(outcome: Outcome) -> str:
    if outcome.faults:
        return f"The proof did not hold when checked: {' '.join(outcome.faults)}"
    if outcome.result.certificate.proved:
        return f"Proved: no other choice is better (most pairs first, then the {_aim(outcome)})."
    return f"Not proved optimal: the gap is {outcome.result.certificate.gap}."
