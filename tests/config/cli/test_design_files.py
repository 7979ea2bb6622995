"""`mentorhouse export` and `import programme`: designs as files on the command line."""

import json

import pytest

from mentorhouse.config.cli import main
from mentorhouse.programmes.design import shipped_design, write_design
from mentorhouse.programmes.models import Programme
from tests.factories import coordinator_of, make_programme, make_user

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


def starter():
    return make_user(may_start_programmes=True)


def cli(capsys, *call) -> tuple[int, str, str]:
    status = main([str(part) for part in call])
    said = capsys.readouterr()
    return status, said.out, said.err


@pytest.mark.requirement("R2.02")
def test_export_and_import_elsewhere_give_the_same_design_byte_for_byte(capsys, tmp_path):
    programme = make_programme()
    one = tmp_path / "one.yaml"
    by = coordinator_of(programme).email
    status, _, _ = cli(capsys, "export", "programme", programme.pk, "--by", by, "--out", one)
    assert status == 0
    elsewhere = starter()
    status, said, _ = cli(capsys, "import", "programme", one, "--by", elsewhere.email, "--json")
    copy = json.loads(said)["programme"]
    assert (status, Programme.objects.get(pk=copy).state) == (0, "draft")
    status, said, _ = cli(capsys, "export", "programme", copy, "--by", elsewhere.email)
    assert (status, said) == (0, one.read_text(encoding="utf-8"))


@pytest.mark.requirement("R2.02")
def test_a_broken_file_starts_nothing_and_says_where(capsys, tmp_path):
    file = tmp_path / "broken.yaml"
    file.write_text("format: 2\nname: A\nmeetings: {length_minutes: often}\n")
    status, _, said = cli(capsys, "import", "programme", file, "--by", starter().email)
    assert status == 1
    assert "broken.yaml, meetings.length_minutes: is not a whole number (found: 'often')" in said
    assert not Programme.objects.exists()
    file.write_bytes(b"\xff\xfe\x00")
    assert cli(capsys, "import", "programme", file, "--by", starter().email)[0] == 1


def test_wrong_calls(capsys, tmp_path):
    file = tmp_path / "fine.yaml"
    file.write_text(write_design(shipped_design()))
    assert (
        cli(capsys, "import", "programme", tmp_path / "none.yaml", "--by", "a@example.org")[0] == 2
    )
    assert cli(capsys, "import", "programme", file)[0] == 2
    assert cli(capsys, "import", "programme", file, "--by", make_user().email)[0] == 2
    assert cli(capsys, "import", "programme", file, "--by", "nobody@example.org")[0] == 2
    programme = make_programme()
    assert cli(capsys, "export", "programme", programme.pk, "--by", make_user().email)[0] == 2
    assert cli(capsys, "export", "programme", programme.pk, "--by", "nobody@example.org")[0] == 2
    assert Programme.objects.count() == 1
    status, said, _ = cli(capsys, "import", "programme", file, "--check-only")
    assert (status, "The file is right" in said) == (0, True)


def test_the_schema_is_published(capsys):
    status, said, _ = cli(capsys, "export", "schema")
    assert status == 0
    assert json.loads(said)["properties"]["name"]["title"] == "Name of the programme"
