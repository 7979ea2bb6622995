"""kill -9 while saving leaves all or nobody: a real process, stopped at many places."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connections

from mentorhouse.accounts.models import User
from mentorhouse.audit.models import AuditEntry
from mentorhouse.organisations.models import Organisation
from mentorhouse.people.models import IdentityAnswer, Person
from mentorhouse.programmes.models import Participation
from mentorhouse.recruitment.actions.starting import Declaration, start_save
from mentorhouse.recruitment.models import FilePiece, imports
from tests.factories import AT
from tests.recruitment.files import csv_file, mentor

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keystore"])
ROOT = Path(__file__).parents[2]
SETTINGS = """
from {base} import *
for _alias, _name in {names!r}.items():
    DATABASES[_alias]["NAME"] = _name
"""
PEOPLE = 12


@pytest.fixture
def save_in_process(tmp_path, settings):
    names = {alias: str(connections[alias].settings_dict["NAME"]) for alias in settings.DATABASES}
    text = SETTINGS.format(base=os.environ["DJANGO_SETTINGS_MODULE"], names=names)
    (tmp_path / "killed_settings.py").write_text(text, encoding="utf-8")
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "killed_settings",
        "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)]),
    }

    def start(batch, statements):
        command = [sys.executable, "-m", "tests.recruitment.save_until_killed", str(batch.pk),
                   str(statements)]  # fmt: skip
        return subprocess.Popen(command, env=environment, cwd=ROOT, text=True,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # fmt: skip

    return start


def everything() -> tuple[int, ...]:
    return (
        User.objects.filter(email__startswith="mentor.").count(),
        Person.objects.count(),
        Participation.objects.count(),
        Organisation.objects.count(),
        IdentityAnswer.objects.count(),
        AuditEntry.objects.filter(act="import.saved").count(),
    )


NOTHING, ALL = (0, 0, 0, 0, 0, 0), (PEOPLE, PEOPLE, PEOPLE, 5, PEOPLE, 1)


@pytest.mark.requirement("R3.09")
def test_killed_while_saving_leaves_all_or_nobody(importer, save_in_process, monkeypatch):
    rows = [mentor(n, identity="A") for n in range(PEOPLE)]
    batch = importer.check(csv_file(rows), declared=Declaration(consent=True))
    with monkeypatch.context() as patched:
        patched.setattr(imports, "SMALL_BYTES", -1)
        start_save(batch, by=importer.by, at=AT)
    assert everything() == NOTHING
    for statements in (10, 16, 22, 28, 34):
        with save_in_process(batch, statements) as process:
            said = process.stdout.readline()
            process.kill()
            assert said == "here\n", process.stderr.read()
        assert everything() == NOTHING
        assert importer.again(batch).state == "saving"
    with save_in_process(batch, 1000) as process:
        said, _ = process.communicate(timeout=60)
    assert int(said.split()[1]) > 40  # the places above were all inside the deed
    assert everything() == ALL
    assert importer.again(batch).state == "saved"
    assert not FilePiece.objects.exists()
