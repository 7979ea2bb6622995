"""`mentorhouse match`: pairs from two spreadsheets, without a server or a database."""

import argparse
import sys
from pathlib import Path

from mentorhouse.config.cli.matching.outcome import outcome_of
from mentorhouse.config.cli.matching.reading import Settings, UnusableInputError, read_run
from mentorhouse.config.cli.matching.writing import (
    is_workbook,
    summary,
    unmatched_beside,
    write_outputs,
)

SHEETS = (".csv", ".xlsx")
IDENTITY_LEFT_OUT = (
    "Note: identity columns count in the run, and are shown to nobody, if you say "
    "--identity-consent. Say it only if the people in the sheets agreed to it."
)


class WrongCallError(Exception):
    """The call itself cannot be carried out; the message says what to change."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the two spreadsheets, where results go, and what the run depends on."""
    add = parser.add_argument
    add("--mentors", type=Path, required=True, metavar="FILE", help="mentors, CSV or XLSX")
    add("--mentees", type=Path, required=True, metavar="FILE", help="mentees, CSV or XLSX")
    add(
        "--out",
        type=Path,
        required=True,
        metavar="FILE",
        help="where the pairs go, CSV or XLSX; a CSV has the unmatched in a second file beside it",
    )
    add(
        "--rules",
        type=Path,
        metavar="FILE",
        help="the programme's design, or its ladders and matching only (YAML); "
        "without it the general design",
    )
    add("--scores", type=Path, metavar="FILE", help="also write every score to an .npz file")
    add("--json", type=Path, metavar="FILE", help="also write a report that programs can read")
    add(
        "--capacity",
        type=int,
        default=1,
        metavar="N",
        help="places of a mentor whose row does not say (1)",
    )
    add("--seed", type=int, default=0, metavar="N", help="decides between equals (0)")
    add(
        "--identity-consent",
        action="store_true",
        help="identity columns may be used: the people in them agreed to it; "
        "without it these columns are not used",
    )


def run(options: argparse.Namespace) -> int:
    """Read, match, check the proof and write; the exit status says how it went."""
    try:
        check_call(options)
        read = read_run(
            Settings(
                rules=options.rules,
                capacity=options.capacity,
                seed=options.seed,
                identity_consent=options.identity_consent,
            ),
            mentees=options.mentees,
            mentors=options.mentors,
        )
        outcome = outcome_of(read)
        write_outputs(outcome, out=options.out, json_=options.json, scores=options.scores)
    except WrongCallError as problem:
        print(f"mentorhouse match: {problem}", file=sys.stderr)
        return 2
    except OSError as problem:
        print(
            f"mentorhouse match: nothing was written, because the system refused "
            f"{problem.filename}: {problem.strerror}.",
            file=sys.stderr,
        )
        return 2
    except UnusableInputError as problem:
        print(f"mentorhouse match: {problem}", file=sys.stderr)
        return 1
    for note in read.notes:
        print(f"Note: {note}", file=sys.stderr)
    if read.identity_left_out:
        print(IDENTITY_LEFT_OUT, file=sys.stderr)
    print(summary(outcome, options.out))
    return 0 if outcome.checked else 1


def check_call(options: argparse.Namespace) -> None:
    """Refuse what cannot work before anything is read."""
    for path in (options.mentors, options.mentees, options.rules):
        if path is not None and not path.is_file():
            raise WrongCallError(f"There is no file {path}. Check its name and folder.")
    if options.out.suffix.lower() not in SHEETS:
        raise WrongCallError(f"--out {options.out} must end in .csv or .xlsx.")
    written = [path for path in (options.out, options.json, options.scores) if path is not None]
    if not is_workbook(options.out):
        written.append(unmatched_beside(options.out))
    check_places(written, read={options.mentors.resolve(), options.mentees.resolve()})


def check_places(written: list[Path], *, read: set[Path]) -> None:
    """Refuse results that cannot stand where they should, or would overwrite what is read."""
    for path in written:
        if not path.parent.is_dir():
            raise WrongCallError(f"There is no folder {path.parent} to write {path.name} into.")
        if path.is_dir():
            raise WrongCallError(f"{path} is a folder. Name a file to write.")
    places = {path.resolve() for path in written}
    if len(places) < len(written) or read & places:
        raise WrongCallError(
            "Each result needs a file of its own, other than the spreadsheets read."
        )
