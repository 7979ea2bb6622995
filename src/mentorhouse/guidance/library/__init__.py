"""The guides that ship with the product: one Markdown file each, with its facts at the top.

A folder named after a language holds translations of them, each with `key`, `title`, `summary`,
the text, and `of_version`: the version of the English page that it translates. When that page
moves on, readers have it in English until somebody translates it again.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from importlib import resources
from typing import Any, Final

import yaml

from mentorhouse.guidance.rules import Guide
from mentorhouse.languages.saying import SOURCE, tongue

FENCE: Final = "---\n"


@cache
def shipped() -> tuple[Guide, ...]:
    """Return every guide that ships with the product, by key, in the language it is kept in."""
    return tuple(sorted(map(read_guide, _texts()), key=lambda guide: guide.key))


def as_read() -> tuple[Guide, ...]:
    """Return every guide that ships, in the reader’s language where it is translated."""
    return shipped_in(tongue())


@cache
def shipped_in(language: str) -> tuple[Guide, ...]:
    """Return every guide that ships, in a language where it is translated."""
    return shipped() if language == SOURCE else said_in(language, shipped(), _texts(language))


def said_in(language: str, guides: Iterable[Guide], texts: Iterable[str]) -> tuple[Guide, ...]:
    """Put translations in place of the guides whose very version they translate."""
    parts = (parts_of(text) for text in texts)
    said = {(facts["key"], facts["of_version"]): (facts, body) for facts, body in parts}
    return tuple(_said(language, guide, said.get((guide.key, guide.version))) for guide in guides)


def _said(language: str, guide: Guide, translation: tuple[dict[str, Any], str] | None) -> Guide:
    if translation is None:
        return guide
    facts, text = translation
    title, summary = facts["title"], facts["summary"]
    return replace(guide, title=title, summary=summary, text=text, language=language)


def _texts(language: str = "") -> list[str]:
    folder = resources.files(__name__) / language
    if not folder.is_dir():
        return []
    files = [file for file in folder.iterdir() if file.name.endswith(".md")]
    return [file.read_text(encoding="utf-8") for file in files]


def read_guide(text: str) -> Guide:
    """Read one file of the library."""
    facts, body = parts_of(text)
    return Guide(
        key=facts["key"],
        title=facts["title"],
        kind=facts["kind"],
        roles=tuple(facts["roles"]),
        steps=tuple(facts["steps"]),
        phases=tuple(facts["phases"]),
        summary=facts["summary"],
        text=body,
        review_by=facts["review_by"],
        version=facts["version"],
        language=SOURCE,
    )


def parts_of(text: str) -> tuple[dict[str, Any], str]:
    """Part the facts at the top of a file from its text."""
    _, facts, body = text.split(FENCE, maxsplit=2)
    return dict(yaml.safe_load(facts)), body.strip()
