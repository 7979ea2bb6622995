"""`mentorhouse doctor`: is this installation safe and healthy, and if not, what to do."""

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Finding:
    """One question: what ought to be so, and if it is not, what is wrong and what to do."""

    id: str
    expected: str
    wrong: str = ""
    remedy: str = ""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take how to answer."""
    parser.add_argument("--json", action="store_true", help="answer for a program")


def run(options: argparse.Namespace) -> int:
    """Ask every question and print every answer; status 1 if anything is wrong."""
    import django  # verbs import late on purpose

    django.setup()
    findings = list(examine())
    well = not any(finding.wrong for finding in findings)
    if options.json:
        print(json.dumps({"well": well, "findings": [asdict(f) for f in findings]}))
        return 0 if well else 1
    for finding in findings:
        print(f"{'WRONG' if finding.wrong else 'ok':5}  {finding.expected}  [{finding.id}]")
        if finding.wrong:
            print(f"       {finding.wrong}\n       {finding.remedy}")
    print("This installation is well." if well else "Put right what is marked WRONG.")
    return 0 if well else 1


def examine() -> Iterator[Finding]:
    """Ask everything, from the databases up; what cannot be asked is wrong."""
    from django.conf import settings

    reached = []
    for alias in settings.DATABASES:
        finding = _database_answers(alias)
        yield finding
        if not finding.wrong:
            reached.append(alias)
            yield _is_migrated(alias)
    yield from _our_checks(reached)
    yield from _checks_of_django()


def _database_answers(alias: str) -> Finding:
    from django.db import DatabaseError, connections

    words = f"The database “{alias}” answers."
    try:
        connections[alias].ensure_connection()
    except DatabaseError:
        remedy = "Start it, or correct its address (DATABASE_URL, KEYSTORE_URL, MENTORHOUSE_DATA)."
        return Finding(f"database.{alias}", words, "It cannot be reached.", remedy)
    return Finding(f"database.{alias}", words)


def _is_migrated(alias: str) -> Finding:
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    words = f"The database “{alias}” is up to date."
    executor = MigrationExecutor(connections[alias])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return Finding(
            f"migrations.{alias}", words, "Tables are missing or old.", "Run: mentorhouse migrate"
        )
    return Finding(f"migrations.{alias}", words)


def _our_checks(databases: list[str]) -> Iterator[Finding]:
    from mentorhouse.audit.checks import CHECKS as AUDIT_CHECKS
    from mentorhouse.vault.checks import CHECKS as VAULT_CHECKS

    for check in [*VAULT_CHECKS, *AUDIT_CHECKS]:
        expected = (check.__doc__ or "").partition("\n")[0]
        problems = check(app_configs=None, databases=databases)
        for problem in problems:
            yield Finding(problem.id or "", expected, problem.msg, problem.hint or "")
        if not problems:
            yield Finding(check.__name__, expected)


def _checks_of_django() -> Iterator[Finding]:
    from django.conf import settings
    from django.core.checks import ERROR, run_checks

    expected = "Django finds nothing wrong with the settings."
    problems = [
        message
        for message in run_checks(include_deployment_checks=not settings.DEMONSTRATION)
        if message.level >= ERROR and not message.is_silenced()
    ]
    for problem in problems:
        yield Finding(problem.id or "", expected, str(problem.msg), str(problem.hint or ""))
    if not problems:
        yield Finding("django", expected)
