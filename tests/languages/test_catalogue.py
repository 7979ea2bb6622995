import re
import string

import pytest

from mentorhouse.config.cli.messages import LOWEST_FIRST
from mentorhouse.languages import catalogue
from mentorhouse.languages.catalogue import LOCALE, PACKAGE

LANGUAGES = catalogue.translated()


@pytest.fixture(scope="module")
def said():
    return catalogue.gathered(LOWEST_FIRST)


def test_every_room_is_gathered():
    rooms = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert rooms == set(LOWEST_FIRST)


def test_no_text_hides_behind_a_name_that_is_not_gathered():
    alias = re.compile(r"^\s*(?:from .* import )?n?p?gettext(?:_lazy)? as (\w+)", re.MULTILINE)
    named = {
        (path.name, name)
        for path in PACKAGE.rglob("*.py")
        for name in alias.findall(path.read_text(encoding="utf-8"))
    }
    assert {name for _, name in named} >= {"_"}
    assert {(path, name) for path, name in named if name not in catalogue.PYTHON} == set()


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_catalogues_hold_what_the_house_says(language, said):
    """`make messages` has been run since a text changed."""
    for room, texts in catalogue.known(language).items():
        assert texts.keys() == said.get(room, set()), f"{room}: run `make messages`"
    assert catalogue.known(language).keys() == said.keys(), "run `make messages`"


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_files_are_as_the_machine_writes_them(language):
    for room, texts in catalogue.known(language).items():
        written = catalogue.written(language, texts)
        assert (LOCALE / language.code / f"{room}.po").read_bytes() == written, room


def pairs():
    for language in LANGUAGES:
        for room, texts in catalogue.known(language).items():
            for (_, text), said in texts.items():
                forms = [text] if isinstance(text, str) else list(text)
                for form in [said] if isinstance(said, str) else said or ():
                    if form:
                        yield f"{language.code}/{room}", forms, form


def names(text):
    braces = {name for _, name, _, _ in string.Formatter().parse(text) if name}
    return braces | set(re.findall(r"%\((\w+)\)s", text))


def test_translations_keep_names_and_markup():
    for where, texts, said in pairs():
        allowed = set().union(*map(names, texts))
        assert names(said) <= allowed, (where, said)
        assert names(said) >= allowed - {"count", "n"}, (where, said)
        tags = [sorted(re.findall(r"</?\w[^>]*>", text)) for text in texts]
        assert sorted(re.findall(r"</?\w[^>]*>", said)) in tags, (where, said)
        assert not re.search(r"[<>\"]", re.sub(r"</?\w[^>]*>", "", said)), (where, said)


def test_pages_translate_literal_texts_only():
    """A text that comes from elsewhere would be taken for markup; `say` escapes it."""
    for path in PACKAGE.rglob("templates/**/*.html"):
        for call in re.findall(r"(?<![\w.])_\((.)", path.read_text(encoding="utf-8")):
            assert call in "\"'", path
