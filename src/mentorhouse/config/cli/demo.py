"""`mentorhouse demo`: set up, fill and serve the demonstration; `--people N` fills a large one."""

import argparse
import os
import sys

from mentorhouse.config.cli import assets, migrate, serve


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the size and seed of a large invented programme."""
    parser.add_argument(
        "--people", type=int, metavar="N", help="fill the database with N invented people, and stop"
    )
    parser.add_argument("--seed", type=int, default=1, help="the same seed makes the same people")
    assets.add_arguments(parser)
    serve.add_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Bring everything up to date, fill it once, and serve; or fill a large programme."""
    if os.environ["DJANGO_SETTINGS_MODULE"].endswith(".production"):
        print("The demonstration is not part of production.", file=sys.stderr)
        return 2
    here = f"http://{options.host}:{options.port}"
    os.environ.setdefault("MENTORHOUSE_URL", here)  # letters lead to where this serves
    _make_directories()
    if assets.prepare(options):
        return 1
    migrate.run(options)
    _make_keys()
    if options.people is not None:
        return _fill_large(options.people, options.seed)
    from django.utils import timezone

    from mentorhouse.demo.fill import fill_once

    if fill_once(at=timezone.now()):
        print("The demonstration is filled with invented people.")
    print(f"Sign in as one of them: {here}/demo/", flush=True)
    options.all = True
    return serve.run(options)


def _make_directories() -> None:
    from mentorhouse.config.settings.base import DATA_DIR

    for directory in (DATA_DIR, DATA_DIR / "logs"):  # before the demonstration's settings look
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)


def _make_keys() -> None:
    from django.conf import settings
    from django.utils import timezone

    from mentorhouse.vault.actions import create_master_key

    if not settings.MASTER_KEY_FILE.exists():
        create_master_key(at=timezone.now())


def _fill_large(people: int, seed: int) -> int:
    if people < 2:  # noqa: PLR2004  # one mentor, one mentee
        print("A programme needs at least two people.", file=sys.stderr)
        return 2
    from django.utils import timezone

    from mentorhouse.demo.large import fill_large

    def told(done: int) -> None:
        if sys.stdout.isatty():
            print(f"\r{done:,} of {people:,} people", end="", flush=True)

    programme = fill_large(people=people, seed=seed, at=timezone.now(), told=told)
    print(f"\nFilled programme {programme.pk} with {people:,} invented people.")
    return 0
