"""Every class of the design system that a page names is one that the design system has."""

import re
from pathlib import Path

import nhsuk_frontend_jinja
import pytest

import mentorhouse
from mentorhouse.config.cli import assets

NAMED = re.compile(r"\bnhsuk-[a-z0-9_-]*[a-z0-9](?![\w-])")
HOUSE = Path(mentorhouse.__file__).parent
PAGES = sorted(HOUSE.rglob("templates*/**/*.html"))


@pytest.fixture(scope="module")
def known():
    assets.build()
    sheet = (assets.BUILT / assets.SHEET).read_text(encoding="utf-8")
    macros = Path(nhsuk_frontend_jinja.__file__).parent.rglob("*.jinja")
    names = set(NAMED.findall(sheet))
    return names.union(*(NAMED.findall(path.read_text(encoding="utf-8")) for path in macros))


@pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(HOUSE)) for page in PAGES])
def test_a_page_names_no_class_that_does_not_exist(page, known):
    text = page.read_text(encoding="utf-8")
    for values in re.findall(r'class="([^"]*)"', text):
        assert set(NAMED.findall(values)) <= known


def test_there_are_pages_and_classes_to_check(known):
    assert len(PAGES) > 30
    assert "nhsuk-u-visually-hidden" in known
    assert "nhsuk-visually-hidden" not in known
