"""The verbs that an operator trusts: keys, audit and doctor; their words and exit status."""

import json
import os
import subprocess
import sys

import pytest
from django.db import connections

from mentorhouse.audit import Act, Subject, record
from mentorhouse.audit.models import AuditEntry
from mentorhouse.audit.triggers import UNGUARD
from mentorhouse.config.cli import main
from mentorhouse.config.cli.doctor import examine
from mentorhouse.vault import keyring, master
from mentorhouse.vault.keys import KeyOwner
from mentorhouse.vault.models import DataKey
from tests.factories import AT

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
TRIED = Act("tests.verb_tried", "tried a verb")


@pytest.fixture
def key_file(settings, tmp_path):
    """A place for a master key file of the test's own."""
    (tmp_path / "keys").mkdir()
    settings.MASTER_KEY_FILE = tmp_path / "keys" / "master.key"
    return settings.MASTER_KEY_FILE


@pytest.fixture
def say(capsys):
    """Run a verb; return its status and what it said."""

    def run(*words: str) -> tuple[int, str]:
        status = main([*words])
        said = capsys.readouterr()
        return status, said.out + said.err

    return run


def secrets_of(key_file) -> list[str]:
    return [line.split()[1] for line in key_file.read_text().splitlines()]


def test_the_life_of_a_master_key(say, key_file):
    status, words = say("keys", "verify")
    assert (status, "keys create" in words) == (1, True)
    assert say("keys", "create")[0] == 0
    assert say("keys", "create")[0] == 1
    keyring.keys_for_sealing([KeyOwner("partnership", n) for n in range(3)])
    status, words = say("keys", "verify")
    assert (status, "wraps 3 data keys" in words) == (0, True)
    status, words = say("keys", "rotate")
    assert (status, "3 data keys wrapped anew" in words) == (0, True)
    assert "keys retire" in say("keys", "verify")[1]
    assert say("keys", "retire")[0] == 0
    assert say("keys", "retire") == (0, "There is no old master key to drop.\n")
    status, words = say("keys", "verify", "--json")
    report = json.loads(words)
    assert (status, report["sound"], list(report["living"].values())) == (0, True, [3])


def test_no_verb_shows_a_key(say, key_file):
    told = [say("keys", deed)[1] for deed in ("create", "verify", "rotate", "verify", "retire")]
    assert not [s for s in secrets_of(key_file) if s in "".join(told)]


def test_a_key_that_does_not_unwrap_is_status_one(say, key_file):
    say("keys", "create")
    keyring.keys_for_sealing([KeyOwner("partnership", 1)])
    DataKey.objects.update(wrapped=b"x" * 60)
    status, words = say("keys", "verify")
    assert status == 1
    assert str(DataKey.objects.get().pk) in words


def test_keys_left_on_an_old_master_are_status_one(say, key_file):
    say("keys", "create")
    keyring.keys_for_sealing([KeyOwner("partnership", 1)])
    master.add_generation(key_file, at=AT)
    status, words = say("keys", "verify")
    assert (status, "1 data keys wait" in words) == (1, True)


@pytest.mark.parametrize("words", [["keys"], ["audit"], ["keys", "burn"], ["doctor", "who"]])
def test_a_wrong_call_is_status_two(words, capsys):
    with pytest.raises(SystemExit) as left:
        main(words)
    assert left.value.code == 2
    assert "usage" in capsys.readouterr().err


def write(count: int) -> None:
    for _ in range(count):
        record(TRIED, by=None, task="tests", on=Subject("tests.thing"), at=AT)


def test_a_whole_trail_gives_its_head(say):
    write(2)
    head = AuditEntry.objects.last().hash
    status, words = say("audit", "verify")
    assert (status, head in words) == (0, True)
    write(1)
    assert say("audit", "verify", "--head", head.upper())[0] == 0
    status, words = say("audit", "verify", "--head", "f" * 64)
    assert (status, "noted" in words) == (1, True)


def test_a_broken_trail_is_status_one(say):
    write(3)
    with connections["default"].cursor() as cursor:
        for statement in UNGUARD[connections["default"].vendor]:
            cursor.execute(statement)
    AuditEntry.objects.filter(sequence=2).update(task="other")
    status, words = say("audit", "verify")
    assert (status, "broken at entry 2" in words) == (1, True)
    status, words = say("audit", "verify", "--json")
    report = json.loads(words)
    assert (status, report["broken_at"], report["whole"]) == (1, 2, False)


def test_doctor_names_every_check_and_finds_nothing(say, key_file):
    say("keys", "create")
    status, words = say("doctor")
    assert status == 0, words
    assert "WRONG" not in words
    for expected in (
        "The database “keystore” answers.",
        "The database “default” is up to date.",
        "The master key file can be read by nobody else.",
        "What is acknowledged as saved survives a pulled plug.",
        "The database refuses to change or delete audit entries.",
    ):
        assert expected in words


def test_doctor_says_what_is_wrong_and_what_to_do(say, key_file):
    say("keys", "create")
    key_file.chmod(0o644)
    status, words = say("doctor")
    assert status == 1
    assert "WRONG  The master key file can be read by nobody else." in words
    assert f"chmod 0400 {key_file}" in words


def test_doctor_answers_programs(say, key_file):
    status, words = say("doctor", "--json")
    answer = json.loads(words)
    assert (status, answer["well"]) == (1, False)
    (wrong,) = [f for f in answer["findings"] if f["wrong"]]
    assert (wrong["id"], "keys create" in wrong["remedy"]) == ("vault.E001", True)


def test_every_finding_that_is_wrong_has_a_remedy(key_file):
    assert all(finding.remedy for finding in examine() if finding.wrong)


@pytest.mark.parametrize("verb", ["worker", "serve"])
def test_nothing_starts_where_no_database_can_be(verb, tmp_path):
    """In a process of its own: it says whom to ask, and shows no trace."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "mentorhouse.config.settings.demo",
        "MENTORHOUSE_DATA": str(tmp_path / "none" / "data"),
    }
    command = [sys.executable, "-m", "mentorhouse.config.cli"]
    started = subprocess.run(
        [*command, verb], env=environment, capture_output=True, text=True, check=False
    )
    assert (started.returncode, "Traceback" in started.stderr) == (1, False)
    assert "mentorhouse doctor" in started.stderr
    asked = subprocess.run(
        [*command, "doctor"], env=environment, capture_output=True, text=True, check=False
    )
    assert (asked.returncode, "Traceback" in asked.stderr) == (1, False)
    assert "WRONG  The database “default” answers." in asked.stdout
