"""`mentorhouse passport verify FILE`: check a mentor’s signed record without a server (R1.10)."""

import argparse
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the file, and the fingerprint that the issuing installation shows."""
    deeds = parser.add_subparsers(dest="deed", required=True, metavar="DEED")
    verify = deeds.add_parser("verify", help="say whether a passport is whole, and who signed it")
    verify.add_argument("file", type=Path, metavar="FILE", help="the passport, as downloaded")
    verify.add_argument(
        "--key", default="", metavar="FINGERPRINT", help="the key that must have signed it"
    )


def run(options: argparse.Namespace) -> int:
    """Check the signature; with `--key` also whose it is."""
    from mentorhouse.handbook.rules import passport  # verbs import late on purpose
    from mentorhouse.vault.signatures import fingerprint, signed_by

    try:
        with options.file.open("rb") as file:
            content = file.read(passport.MOST_BYTES + 1)
    except OSError as problem:
        print(f"The file cannot be read: {problem.strerror}")
        return 2
    try:
        found = passport.read(content, check=signed_by)
    except passport.NotAPassport as refusal:
        print(refusal)
        return 1
    key = fingerprint(found.public_key)
    wanted = "".join(options.key.lower().split())
    if wanted and wanted != key.replace(" ", ""):
        print(f"The passport is whole, but another key signed it: {key}")
        return 1
    print(f"The passport is whole. It was issued on {found.issued_on} by {found.installation}.")
    print(f"Key: {key}")
    for term, value in found.facts:
        print(f"{term}: {value}")
    if not wanted:
        print("Compare the key with the one that the issuing installation shows.")
    return 0
