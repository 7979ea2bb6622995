"""`mentorhouse import programme`: a programme from a design file, by the same deed as the page.

Exit status: 0 started (or, with `--check-only`, the file is right), 1 problems in the file and
nothing started, 2 the call itself was wrong.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the file, who starts the programme, and what it is to be called."""
    add = parser.add_argument
    add("file", type=Path, metavar="FILE", help="the design file, YAML")
    add("--by", metavar="EMAIL", help="who starts the programme and co-ordinates it")
    add("--name", default="", help="another name than the file gives")
    add("--check-only", action="store_true", help="say what is wrong, and start nothing")
    add("--json", action="store_true", help="print the result so that a program can read it")


def run(options: argparse.Namespace) -> int:
    """Read the file, start the programme, and say so."""
    from mentorhouse.programmes.design import DesignError, read_design

    if not options.file.is_file():
        return _wrong_call(f"There is no file {options.file}. Check its name and folder.")
    if not options.check_only and not options.by:
        return _wrong_call("Say with --by who starts the programme, or use --check-only.")
    try:
        design = read_design(options.file.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        return _answer(options, problems=["The file is not a text in UTF-8. Save it as UTF-8."])
    except DesignError as refusal:
        return _answer(options, problems=refusal.problems)
    if options.check_only:
        return _answer(options, name=design.name)
    if options.name:
        design = design.model_copy(update={"name": options.name})
    return _start(options, design)


def _start(options: argparse.Namespace, design: Any) -> int:
    import django  # verbs import late on purpose

    django.setup()
    from django.utils import timezone

    from mentorhouse.access.relations import NotVisible
    from mentorhouse.accounts.queries import active_by_address
    from mentorhouse.programmes.actions import start

    refusal = f"{options.by} may not start programmes here."
    by = active_by_address(options.by)
    if by is None:
        return _wrong_call(refusal)
    try:
        programme = start(design, by=by, at=timezone.now())
    except NotVisible:
        return _wrong_call(refusal)
    return _answer(options, name=programme.name, programme=str(programme.pk))


def _wrong_call(words: str) -> int:
    print(f"mentorhouse import programme: {words}", file=sys.stderr)
    return 2


def _answer(
    options: argparse.Namespace,
    *,
    problems: list[str] | None = None,
    name: str = "",
    programme: str = "",
) -> int:
    said = {"programme": programme, "name": name, "problems": problems or []}
    if options.json:
        print(json.dumps(said, ensure_ascii=False))
    elif problems:
        for problem in problems:
            print(f"{options.file.name}, {problem}", file=sys.stderr)
        print("Nothing was started.", file=sys.stderr)
    elif programme:
        print(f"“{name}” is started as a draft. Its identifier is {programme}")
    else:
        print(f"The file is right: “{name}”. Nothing was started.")
    return 1 if problems else 0
