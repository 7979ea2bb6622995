"""kill -9 while signing leaves all or nothing: a real process, stopped at many places."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connections

from mentorhouse.agreements.models import Agreement, Signature
from mentorhouse.audit.models import AuditEntry
from mentorhouse.notifications.models import OutboxLetter
from tests.agreements.conftest import Pair
from tests.factories import make_partnership

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keystore"])
ROOT = Path(__file__).parents[2]
SETTINGS = """
from {base} import *
for _alias, _name in {names!r}.items():
    DATABASES[_alias]["NAME"] = _name
"""


@pytest.fixture
def sign_in_process(tmp_path, settings):
    names = {alias: str(connections[alias].settings_dict["NAME"]) for alias in settings.DATABASES}
    text = SETTINGS.format(base=os.environ["DJANGO_SETTINGS_MODULE"], names=names)
    (tmp_path / "killed_settings.py").write_text(text, encoding="utf-8")
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "killed_settings",
        "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)]),
    }

    def start(agreement, user, statements):
        command = [sys.executable, "-m", "tests.agreements.sign_until_killed", str(agreement.pk),
                   str(user.pk), str(statements)]  # fmt: skip
        return subprocess.Popen(command, env=environment, cwd=ROOT, text=True,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # fmt: skip

    return start


def everything():
    agreement = Agreement.objects.get()
    return (
        agreement.state,
        agreement.in_force,
        Signature.objects.count(),
        OutboxLetter.objects.filter(kind="agreement.signed").count(),
        AuditEntry.objects.filter(act="agreement.signed").count(),
    )


ALL, NOTHING = ("signed", 1, 2, 2, 2), ("part_signed", None, 1, 0, 1)


def test_killed_while_signing_leaves_all_or_nothing(sign_in_process):
    pair = Pair(make_partnership())
    pair.begin()
    pair.sign(pair.mentor)
    agreement = Agreement.objects.get()
    for statements in (2, 7, 10, 13):
        with sign_in_process(agreement, pair.mentee, statements) as process:
            said = process.stdout.readline()
            process.kill()
            assert said == "here\n", process.stderr.read()
        assert everything() == NOTHING
    with sign_in_process(agreement, pair.mentee, 1000) as process:
        said, _ = process.communicate(timeout=60)
    assert said.startswith("done")
    assert int(said.split()[1]) >= 13  # the places above were all inside the deed
    assert everything() == ALL
