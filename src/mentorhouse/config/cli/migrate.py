"""`mentorhouse migrate`: bring both databases up to date."""

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take no arguments."""


def run(_options: argparse.Namespace) -> int:
    """Migrate the main database and the keystore."""
    import django  # verbs import late on purpose
    from django.core.management import call_command

    django.setup()
    from mentorhouse.config.cli.migrating import migrate

    for alias in ("default", "keystore"):
        migrate(alias)
    call_command("createcachetable", verbosity=0)  # sign-in limits count over all processes
    return 0
