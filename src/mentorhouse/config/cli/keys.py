"""`mentorhouse keys`: make, check, rotate and retire the master key that everything hangs on."""

import argparse
import json
import sys
from dataclasses import asdict


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take what to do with the keys."""
    deeds = parser.add_subparsers(dest="deed", required=True, metavar="DEED")
    create = deeds.add_parser("create", help="make the key file of a new installation")
    verify = deeds.add_parser("verify", help="check that every key unwraps")
    verify.add_argument("--json", action="store_true", help="answer for a program")
    rotate = deeds.add_parser("rotate", help="wrap every key with a new master key")
    retire = deeds.add_parser("retire", help="drop old master keys that nothing needs")
    create.set_defaults(keys=_create)
    verify.set_defaults(keys=_verify)
    rotate.set_defaults(keys=_rotate)
    retire.set_defaults(keys=_retire)


def run(options: argparse.Namespace) -> int:
    """Do it; a refusal is a sentence and status 1."""
    import django  # verbs import late on purpose

    django.setup()
    from django.db import OperationalError, ProgrammingError

    from mentorhouse.vault.errors import VaultError

    try:
        return int(options.keys(options))
    except VaultError as refusal:
        print(refusal, file=sys.stderr)
    except (OperationalError, ProgrammingError):
        print("The databases are not ready. First: mentorhouse migrate", file=sys.stderr)
    return 1


def _create(_options: argparse.Namespace) -> int:
    from django.conf import settings
    from django.utils import timezone

    from mentorhouse.vault.actions import create_master_key

    try:
        name = create_master_key(at=timezone.now())
    except FileExistsError:
        print(f"There is a master key file already: {settings.MASTER_KEY_FILE}", file=sys.stderr)
        return 1
    print(f"Made master key {name} in {settings.MASTER_KEY_FILE}.")
    print("Keep a copy somewhere safe, apart from all backups. Without it nothing can be opened.")
    return 0


def _verify(options: argparse.Namespace) -> int:
    from mentorhouse.vault.queries import verify_keys

    report = verify_keys()
    if options.json:
        more = {"left_on_old": report.left_on_old, "idle": report.idle, "sound": report.sound}
        print(json.dumps(asdict(report) | more))
        return 0 if report.sound else 1
    for name in report.generations:
        print(f"Master key {name}: wraps {report.living.get(name, 0)} data keys.")
    print(f"Data keys destroyed on purpose: {report.destroyed}.")
    if report.broken:
        print(f"{report.broken} data keys do not unwrap: {', '.join(report.broken_keys)}")
        print("Restore the master key file or the keystore that belong together.")
    if report.left_on_old:
        print(f"{report.left_on_old} data keys wait for the newest. Run: mentorhouse keys rotate")
    if report.idle and report.sound:
        print(f"Nothing needs {', '.join(report.idle)} now. To drop: mentorhouse keys retire")
    if report.sound:
        print("Every data key unwraps with the newest master key.")
    return 0 if report.sound else 1


def _rotate(_options: argparse.Namespace) -> int:
    from django.utils import timezone

    from mentorhouse.vault.actions import rotate_master_key

    name = rotate_master_key(at=timezone.now(), told=lambda step: print(step, flush=True))
    print(f"Everything is wrapped with {name}. Renew your copy of the key file, on every machine.")
    return 0


def _retire(_options: argparse.Namespace) -> int:
    from django.utils import timezone

    from mentorhouse.vault.actions import retire_master_keys

    names = retire_master_keys(at=timezone.now())
    print(f"Dropped {', '.join(names)}." if names else "There is no old master key to drop.")
    return 0
