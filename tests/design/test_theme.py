"""An organisation's colour and logo are checked, and the stock gives the stock back."""

import os
import subprocess
import sys

import pytest

from mentorhouse.design import theme
from mentorhouse.design.theme import STOCK, Theme, Unfit, theme_of


def test_without_a_choice_the_stock_sheet_stands_alone():
    chosen = theme_of()
    assert chosen == Theme(STOCK)
    assert (chosen.style, chosen.style_sources) == ("", [])


def test_a_dark_colour_becomes_one_rule_that_the_policy_names():
    chosen = theme_of("#4B2E83")
    assert chosen.style.startswith("<style>:root{--mh-colour:#4b2e83;")
    assert len(chosen.style_sources) == 1
    assert chosen.style_sources[0].startswith("'sha256-")
    assert theme_of("#4b2e84").style_sources != chosen.style_sources


@pytest.mark.parametrize(
    ("colour", "words"),
    [
        ("#ffcc00", "contrast is 1.4 to 1"),
        ("#808080", "Choose a darker colour"),
        ("blue", "six digits"),
        ("#12345", "six digits"),
        ("#005eb8;}body{", "six digits"),
    ],
)
def test_an_unfit_colour_is_refused_with_a_remedy(colour, words):
    with pytest.raises(Unfit, match=words):
        theme_of(colour)


def test_contrast_is_reckoned_as_wcag_does():
    assert theme.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert theme.contrast("#ffffff", "#767676") == pytest.approx(4.54, abs=0.01)


def test_mixes_round_as_sass_does():
    assert theme.mix(0, "#734ab1", 50) == (0x3A, 0x25, 0x59)
    assert theme.mix(255, STOCK, 78) == (0xC7, 0xDC, 0xEF)


def test_colours_that_follow_become_properties():
    sheet = "a{color:#734ab1}b{color:#3a2559}c{background:rgba(35, 22, 53, 0.2)}d{color:#d5281b}"
    assert theme.with_properties(sheet, "#734ab1") == (
        theme.root_rule(STOCK)
        + "a{color:var(--mh-colour)}b{color:var(--mh-shade-50)}"
        + "c{background:rgba(var(--mh-shade-70-rgb),0.2)}d{color:#d5281b}"
    )


def test_a_logo_is_known_by_its_content(tmp_path):
    picture = tmp_path / "logo.jpg"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n rest")
    assert theme_of(logo_file=str(picture)).logo.kind == "image/png"
    picture.write_bytes(b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>')
    logo = theme_of(logo_file=str(picture)).logo
    assert (logo.kind, logo.name[-4:]) == ("image/svg+xml", ".svg")


@pytest.mark.parametrize(
    "content", [b"GIF89a", b"\x89PNG\r\n\x1a\n" + b"0" * theme.LOGO_BYTES, None]
)
def test_an_unfit_logo_is_refused(tmp_path, content):
    picture = tmp_path / "logo.png"
    if content is not None:
        picture.write_bytes(content)
    with pytest.raises(Unfit, match="MENTORHOUSE_LOGO"):
        theme_of(logo_file=str(picture))


@pytest.mark.django_db
def test_the_logo_is_served_under_its_own_name_only(client, settings, tmp_path):
    picture = tmp_path / "logo"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n rest")
    assert client.get(f"/logo/{theme_of(logo_file=str(picture)).logo.name}").status_code == 404
    settings.THEME = theme_of(logo_file=str(picture))
    answer = client.get(f"/logo/{settings.THEME.logo.name}")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert "immutable" in answer["Cache-Control"]
    assert client.get("/logo/another.png").status_code == 404


@pytest.mark.django_db
def test_a_page_carries_the_colour_and_the_policy_lets_it():
    """In a process of its own: settings are read once."""
    code = (
        "import django; django.setup()\n"
        "from django.test import Client\n"
        "answer = Client().get('/no/such/address/')\n"
        "print(answer['Content-Security-Policy'])\n"
        "print(answer.content.decode())\n"
    )
    environment = os.environ | {"MENTORHOUSE_COLOUR": "#4b2e83", "MENTORHOUSE_ORGANISATION": "Ours"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    chosen = theme_of("#4b2e83")
    assert chosen.style in done.stdout
    assert f"style-src 'self' {chosen.style_sources[0]}" in done.stdout
    assert "– Ours</title>" in done.stdout


def test_an_unfit_colour_stops_the_service_with_the_reason_alone():
    environment = os.environ | {"MENTORHOUSE_COLOUR": "#ffcc00"}
    done = subprocess.run(
        [sys.executable, "-m", "mentorhouse.config.cli", "migrate"],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.startswith("MENTORHOUSE_COLOUR is #ffcc00.")
    assert done.stderr.count("\n") == 1
