"""`mentorhouse import`: people from a spreadsheet, or a programme’s design from its file."""

import argparse

from mentorhouse.config.cli import import_people, import_programme

KINDS = {
    "people": (import_people, "bring people from a spreadsheet into a programme"),
    "programme": (import_programme, "start a programme from a design file"),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take what is imported."""
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="KIND")
    for kind, (module, words) in KINDS.items():
        module.add_arguments(kinds.add_parser(kind, help=words, description=words.capitalize()))


def run(options: argparse.Namespace) -> int:
    """Import it."""
    module, _ = KINDS[options.kind]
    return int(module.run(options))
