"""`mentorhouse audit verify`: say whether the trail of who did what is whole and unchanged."""

import argparse
import json
from dataclasses import asdict


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take a head noted earlier, and how to answer."""
    deeds = parser.add_subparsers(dest="deed", required=True, metavar="DEED")
    verify = deeds.add_parser("verify", help="walk the chain and say where it breaks, if it does")
    verify.add_argument("--head", default="", metavar="HASH", help="a head that you noted earlier")
    verify.add_argument("--json", action="store_true", help="answer for a program")


def run(options: argparse.Namespace) -> int:
    """Walk the chain."""
    import django  # verbs import late on purpose

    django.setup()
    from mentorhouse.audit.queries import verify_chain

    report = verify_chain(noted=options.head.strip().lower())
    if options.json:
        print(json.dumps(asdict(report) | {"whole": report.whole}))
        return 0 if report.whole else 1
    if report.whole:
        print(f"The trail is whole: {report.entries} entries.")
        print(f"Its head is {report.head}")
        print("Note the head elsewhere: entries cut off at the end show only against it.")
        return 0
    where = "" if report.broken_at is None else f" at entry {report.broken_at}"
    print(f"The trail is broken{where}. {report.problem}")
    print(f"The {report.entries} entries before it fit together.")
    return 1
