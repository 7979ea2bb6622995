"""`mentorhouse import people`: the same deeds as the pages, exit status 0, 1 and 2, and JSON."""

import json
import sys

import pytest

from mentorhouse.config.cli import main
from mentorhouse.people.models import IdentityConsent, Person
from mentorhouse.recruitment.actions import starting
from mentorhouse.recruitment.models import FilePiece, ImportBatch, imports
from tests.factories import coordinator_of, make_programme, make_user
from tests.recruitment.files import CANARY, csv_file, mentor

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


@pytest.fixture
def call(tmp_path, capsys):
    programme = make_programme()
    by = coordinator_of(programme).email

    def run(content: bytes, *more: str, who: str = by) -> tuple[int, str]:
        path = tmp_path / "people.csv"
        path.write_bytes(content)
        command = [
            "import",
            "people",
            "--programme",
            str(programme.pk),
            "--role",
            "mentors",
            "--by",
            who,
        ]
        status = main([*command, *more, str(path)])
        said = capsys.readouterr()
        return status, said.out + said.err

    run.by = by
    return run


@pytest.mark.requirement("R3.09")
def test_people_come_in_and_again_nothing_changes(call):
    content = csv_file([mentor(n) for n in range(3)])
    status, said = call(content)
    assert (status, "3 people joined the programme" in said) == (0, True)
    status, said = call(content)
    assert (status, "Nothing to change" in said) == (0, True)
    assert Person.objects.count() == 3


@pytest.mark.requirement("R3.09")
def test_problems_are_said_and_nobody_is_saved(call):
    rows = [mentor(n, grade="Emperor") for n in range(60)]
    status, said = call(csv_file(rows))
    assert status == 1
    assert "people.csv, row 2, “grade”, found “Emperor”: This grade" in said
    assert "… and 10 more." in said
    assert "Nobody was saved. Problems that stand in the way: 60." in said
    assert not Person.objects.exists()
    assert not FilePiece.objects.exists()


def test_a_check_alone_saves_nobody(call):
    status, said = call(csv_file([mentor(1)]), "--check-only")
    assert (status, "Nothing stands in the way. Nobody was saved. People: 1." in said) == (0, True)
    assert not Person.objects.exists()
    assert ImportBatch.objects.get().state == "abandoned"


def test_a_program_can_read_the_result(call):
    status, said = call(csv_file([mentor(1, grade="")]), "--json")
    result = json.loads(said)
    assert (status, result["state"], result["counts"]["joined"]) == (0, "saved", 1)
    assert result["problems"][0]["weight"] == "note"
    status, said = call(b"\x89PNG" + bytes(50), "--json")
    assert (status, json.loads(said)["state"]) == (1, "refused")


@pytest.mark.requirement("R1.07")
def test_identity_comes_in_only_when_whoever_imports_declares_consent(call):
    content = csv_file([mentor(1, identity=CANARY)])
    status, said = call(content)
    assert (status, CANARY in said) == (0, False)
    assert not IdentityConsent.objects.exists()
    assert call(content, "--consent-declared-by", "somebody@example.org")[0] == 2
    assert call(content, "--consent-declared-by", call.by.upper())[0] == 0
    assert IdentityConsent.objects.get().declared_by.email == call.by


def test_a_wrong_call_is_refused(call, tmp_path, capsys):
    for who in ("nobody@example.org", make_user().email):
        status, said = call(csv_file([mentor(1)]), who=who)
        assert (status, "no co-ordinator" in said) == (2, True)
    programme = str(make_programme().pk)
    missing = ["--programme", programme, "--role", "mentors", "--by", call.by]
    assert main(["import", "people", *missing, str(tmp_path / "none.csv")]) == 2
    assert "There is no file" in capsys.readouterr().err


def test_a_large_file_is_worked_on_here_and_shows_how_far_it_is(call, monkeypatch):
    monkeypatch.setattr(imports, "SMALL_BYTES", -1)
    monkeypatch.setattr(starting, "SMALL_BYTES", -1)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    status, said = call(csv_file([mentor(1)]))
    assert (status, "Checking [" in said, "Saving [" in said) == (0, True, True)
    status, said = call(b"\x89PNG" + bytes(50))
    assert (status, "a picture" in said) == (1, True)
