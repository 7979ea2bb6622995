"""`mentorhouse import people`: people from a spreadsheet, by the same deeds as the pages.

Exit status: 0 saved (or, with `--check-only`, nothing stands in the way), 1 problems in the file
and nobody saved, 2 the call itself was wrong.
"""

import argparse
import json
import sys
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

if TYPE_CHECKING:
    from mentorhouse.accounts.models import User
    from mentorhouse.programmes.models import Programme
    from mentorhouse.recruitment.models import ImportBatch

ROLES = {"mentors": "mentor", "mentees": "mentee"}
SHOWN = 50  # problems printed at once
BAR = 30


class WrongCallError(Exception):
    """The call cannot be carried out; the message says what to change."""


class BadFileError(Exception):
    """The file cannot be imported; the message says why."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the programme, the file, who does it, and what they declare."""
    add = parser.add_argument
    add("--programme", type=UUID, required=True, metavar="ID", help="the programme’s identifier")
    add("--role", choices=sorted(ROLES), required=True, help="who is in the file")
    add("file", type=Path, metavar="FILE", help="the spreadsheet, CSV or XLSX")
    add("--by", required=True, metavar="EMAIL", help="the co-ordinator who imports")
    add(
        "--consent-declared-by",
        metavar="EMAIL",
        help="the co-ordinator (the same as --by) declares that the people consented to their "
        "identity data being used for matching; without it that data is left out",
    )
    add("--check-only", action="store_true", help="say what is wrong, and save nothing")
    add("--json", action="store_true", help="print the result so that a program can read it")


def run(options: argparse.Namespace) -> int:
    """Import, and say what came of it."""
    import django  # verbs import late on purpose

    django.setup()
    from django.utils import timezone

    try:
        result = carry_out(options, at=timezone.now())
    except (WrongCallError, BadFileError) as refusal:
        if options.json:
            print(json.dumps({"state": "refused", "reason": str(refusal)}, ensure_ascii=False))
        else:
            print(f"mentorhouse import people: {refusal}", file=sys.stderr)
        return 2 if isinstance(refusal, WrongCallError) else 1
    _print(result, as_json=options.json)
    return 1 if result["errors"] else 0


def carry_out(options: argparse.Namespace, *, at: datetime) -> dict[str, Any]:
    """Go through the steps of an import; return what it found and did."""
    from mentorhouse.recruitment.actions.ending import abandon
    from mentorhouse.recruitment.actions.saving import carry_out_save
    from mentorhouse.recruitment.actions.starting import start_save
    from mentorhouse.recruitment.queries import SealedProblems, batch_for, picture_of
    from mentorhouse.recruitment.rules.outcome import nothing_changed, outcome_lines

    programme, by = _who_and_where(options)
    batch = _checked(options, programme, by, at=at)
    listed = SealedProblems(by, batch, at=at)  # errors come first
    result = {
        "state": batch.state,
        "import": str(batch.pk),
        "people": batch.counts["people"],
        "errors": batch.counts["errors"],
        "notes": list(picture_of(by, batch, at=at).notes),
        "problems": [asdict(problem) for problem in (listed if options.json else listed[:SHOWN])],
        "outcome": [],
    }
    if options.check_only or result["errors"]:
        abandon(batch, by=by, at=at)
        return result
    start_save(batch, by=by, at=at)
    carry_out_save(batch.pk, at=at, told=_bar("Saving"))
    batch = batch_for(by, programme.pk, batch.pk)
    if batch.failure:
        raise BadFileError(batch.failure)
    result |= {
        "state": batch.state,
        "counts": batch.counts,
        "outcome": list(outcome_lines(batch.counts, role=batch.role)),
        "unchanged": nothing_changed(batch.counts),
    }
    return result


def _who_and_where(options: argparse.Namespace) -> tuple["Programme", "User"]:
    from mentorhouse.access.policy import Capability
    from mentorhouse.access.relations import NotVisible
    from mentorhouse.accounts.queries import active_by_address
    from mentorhouse.programmes.queries import programme_for

    if not options.file.is_file():
        raise WrongCallError(f"There is no file {options.file}. Check its name and folder.")
    declared = options.consent_declared_by
    if declared and declared.strip().lower() != options.by.strip().lower():
        raise WrongCallError("Whoever declares consent imports: give the same address to --by.")
    refusal = f"{options.by} is no co-ordinator of a programme {options.programme}."
    by = active_by_address(options.by)
    if by is None:
        raise WrongCallError(refusal)
    try:
        return programme_for(by, options.programme, Capability.IMPORT_PEOPLE), by
    except NotVisible as unseen:
        raise WrongCallError(refusal) from unseen


def _checked(
    options: argparse.Namespace, programme: "Programme", by: "User", *, at: datetime
) -> "ImportBatch":
    from mentorhouse.access.states import NotNow
    from mentorhouse.recruitment.actions.checking import carry_out_check
    from mentorhouse.recruitment.actions.columns import choose_columns
    from mentorhouse.recruitment.actions.reading import read_file
    from mentorhouse.recruitment.actions.starting import (
        Declaration,
        Spreadsheet,
        start_check,
        upload,
    )
    from mentorhouse.recruitment.queries import batch_for, picture_of
    from mentorhouse.recruitment.sheets import UnreadableFile

    sheet = Spreadsheet(ROLES[options.role], options.file.name, options.file.read_bytes())
    try:
        batch = upload(programme, sheet, by=by, at=at)
    except UnreadableFile as refusal:
        raise BadFileError(f"{options.file.name}: {refusal}") from refusal
    except NotNow as refusal:  # the programme is closing or closed
        raise WrongCallError(str(refusal)) from refusal
    read_file(batch.pk, at=at)
    batch = batch_for(by, programme.pk, batch.pk)
    if batch.failure:
        raise BadFileError(f"{options.file.name}: {batch.failure}")
    headings = picture_of(by, batch, at=at).headings
    choose_columns(batch, batch.chosen, headings=headings, by=by, at=at)
    declared = Declaration(consent=bool(options.consent_declared_by))
    start_check(batch, declared, by=by, at=at)
    carry_out_check(batch.pk, at=at, told=_bar("Checking"))
    return batch_for(by, programme.pk, batch.pk)


def _bar(words: str) -> Any:
    """Return what draws how far the work is, where somebody looks at a terminal."""

    def told(done: int, total: int) -> None:
        if sys.stderr.isatty() and total:
            filled = BAR * done // total
            line = f"\r{words} [{'#' * filled}{'.' * (BAR - filled)}] {done:,} of {total:,}"
            print(line, end="", file=sys.stderr, flush=True)

    return told


def _print(result: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(result, ensure_ascii=False))
        return
    if sys.stderr.isatty():
        print(file=sys.stderr)
    for line in [*(f"Note: {note}" for note in result["notes"]), *_lines(result)]:
        print(line)


def _lines(result: dict[str, Any]) -> list[str]:
    """Return what to print about errors, or what was done."""
    if result["errors"]:
        listed = [problem for problem in result["problems"] if problem["weight"] == "error"]
        lines = [_line(problem) for problem in listed[:SHOWN]]
        if more := result["errors"] - len(lines):
            lines.append(f"… and {more:,} more.")
        return [*lines, f"Nobody was saved. Problems that stand in the way: {result['errors']:,}."]
    if not result["outcome"]:
        return [f"Nothing stands in the way. Nobody was saved. People: {result['people']:,}."]
    if result["unchanged"]:
        return ["Nothing to change: everybody in the file was here already.", *result["outcome"]]
    return list(result["outcome"])


def _line(problem: dict[str, Any]) -> str:
    found = f", found “{problem['value']}”" if problem["value"] else ""
    place = f"{problem['sheet']}, row {problem['row']}, “{problem['column']}”{found}"
    return f"{place}: {problem['why']} {problem['remedy']}"
