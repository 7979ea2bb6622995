"""`mentorhouse manage …`: Django's own commands, for operators and developers."""

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take everything after the verb as Django's command line."""
    parser.add_argument("command", nargs=argparse.REMAINDER)


def run(options: argparse.Namespace) -> int:
    """Hand over to Django."""
    from django.core.management import execute_from_command_line  # verbs import late on purpose

    execute_from_command_line(["mentorhouse manage", *options.command])
    return 0
