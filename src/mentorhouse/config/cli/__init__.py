"""The command line: `mentorhouse VERB`. Each verb is a module with `add_arguments` and `run`.

Verbs are imported only when called, so that `mentorhouse match` needs neither Django nor a
database. Exit status: 0 done, 1 done but something is wrong, 2 the call itself was wrong.
"""

import argparse
import importlib
import keyword
import os
import sys

VERBS = {
    "match": "make pairs from two spreadsheets, without a server",
    "import": "bring in people from a spreadsheet, or a programme from its design file",
    "export": "write a programme’s design, or the schema of design files",
    "demo": "set up, fill and serve the demonstration",
    "serve": "serve the web pages",
    "worker": "run background work and the clock",
    "invite": "open an account and send its sign-in link",
    "migrate": "bring the databases up to date",
    "assets": "build the style sheet, scripts and catalogues of the pages",
    "messages": "bring the catalogues of other languages up to date with the sources",
    "keys": "make, check and rotate the master key",
    "audit": "check that the audit trail is whole",
    "passport": "check a mentor’s signed record, without a server",
    "doctor": "say whether this installation is safe and healthy",
    "manage": "run a Django management command",
}


def main(argv: list[str] | None = None) -> int:
    """Run one verb and return its exit status."""
    arguments = sys.argv[1:] if argv is None else argv
    mode = os.environ.get("MENTORHOUSE_MODE", "production")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"mentorhouse.config.settings.{mode}")
    parser = argparse.ArgumentParser(prog="mentorhouse", description="Run mentoring programmes.")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    for verb, words in VERBS.items():
        sub = verbs.add_parser(verb, help=words, description=words.capitalize() + ".")
        if verb in arguments[:1]:
            name = f"{verb}_" if keyword.iskeyword(verb) else verb  # no module is named “import”
            module = importlib.import_module(f"mentorhouse.config.cli.{name}")
            module.add_arguments(sub)
            sub.set_defaults(run=module.run)
    chosen = parser.parse_args(arguments)
    try:
        return int(chosen.run(chosen) or 0)
    except Exception as problem:  # noqa: BLE001  # raised again unless it is about the settings
        return _refused(problem)


def _refused(problem: Exception) -> int:
    """Say in one line what is wrong with the settings; anything else goes on as it came."""
    from django.core.exceptions import ImproperlyConfigured

    if not isinstance(problem, ImproperlyConfigured):
        raise problem
    print(problem, file=sys.stderr)
    return 2
