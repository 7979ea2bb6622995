"""The guides that ship with the product: one Markdown file each, with its facts at the top."""

from functools import cache
from importlib import resources
from typing import Any, Final

import yaml

from mentorhouse.guidance.rules import Guide

FENCE: Final = "---\n"


@cache
def shipped() -> tuple[Guide, ...]:
    """Return every guide that ships with the product, by key."""
    folder = resources.files(__name__)
    files = [file for file in folder.iterdir() if file.name.endswith(".md")]
    guides = (read_guide(file.read_text(encoding="utf-8")) for file in files)
    return tuple(sorted(guides, key=lambda guide: guide.key))


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
    )


def parts_of(text: str) -> tuple[dict[str, Any], str]:
    """Part the facts at the top of a file from its text."""
    _, facts, body = text.split(FENCE, maxsplit=2)
    return dict(yaml.safe_load(facts)), body.strip()
