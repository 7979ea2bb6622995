"""`mentorhouse export`: a programme’s design as a file, or the JSON Schema of such files.

Exit status: 0 written, 2 the call itself was wrong.
"""

import argparse
import json
import sys
from pathlib import Path
from uuid import UUID


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take what is exported, for whom and where to."""
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="KIND")
    one = kinds.add_parser("programme", help="the whole design of a programme, as YAML")
    one.add_argument("programme", type=UUID, metavar="ID", help="the programme’s identifier")
    one.add_argument("--by", required=True, metavar="EMAIL", help="the co-ordinator who exports")
    schema = kinds.add_parser("schema", help="the JSON Schema of design files")
    for kind in (one, schema):
        kind.add_argument("--out", type=Path, metavar="FILE", help="a file, not the terminal")


def run(options: argparse.Namespace) -> int:
    """Write it."""
    if options.kind == "schema":
        from mentorhouse.programmes.design import design_schema

        return _write(options, json.dumps(design_schema(), indent=1, ensure_ascii=False) + "\n")
    return _programme(options)


def _programme(options: argparse.Namespace) -> int:
    import django  # verbs import late on purpose

    django.setup()
    from django.utils import timezone

    from mentorhouse.access.relations import NotVisible
    from mentorhouse.accounts.queries import active_by_address
    from mentorhouse.programmes.actions import export_design
    from mentorhouse.programmes.queries import programme_for

    by = active_by_address(options.by)
    if by is None:
        return _wrong_call(options)
    try:
        programme = programme_for(by, options.programme)
        text = export_design(programme, by=by, at=timezone.now())
    except NotVisible:
        return _wrong_call(options)
    return _write(options, text)


def _wrong_call(options: argparse.Namespace) -> int:
    words = f"{options.by} is no co-ordinator of a programme {options.programme}."
    print(f"mentorhouse export programme: {words}", file=sys.stderr)
    return 2


def _write(options: argparse.Namespace, text: str) -> int:
    if options.out:
        options.out.write_text(text, encoding="utf-8")
        print(f"Written to {options.out}", file=sys.stderr)
    else:
        print(text, end="")
    return 0
