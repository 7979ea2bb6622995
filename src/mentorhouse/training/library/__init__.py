"""The modules that ship with the product: one Markdown file each, with facts and check at the top.

    ---
    title: "Why we are here"
    minutes: 10
    aims: ["say what the programme is for"]
    guides: [what_mentoring_is]
    check:
      - ask: "What is mentoring for?"
        options:
          - {words: "…", right: true, because: "…"}
    ---
    The text, with {{ facts }} of the programme.

The folder is the course; the number before the name is the order; folder and name are the key.
"""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any, Final

import yaml

from mentorhouse.training.rules.courses import Module, Option, Question

FENCE: Final = "---\n"
GROUPS: Final = ("mentor", "practice", "mentee", "coordinator")


@cache
def shipped() -> tuple[Module, ...]:
    """Return every module, in the order in which courses have them."""
    root = resources.files(__name__)
    return tuple(
        _module(group, file.name, file.read_text(encoding="utf-8"))
        for group in GROUPS
        for file in sorted((root / group).iterdir(), key=lambda file: file.name)
        if file.name.endswith(".md")
    )


@cache
def managers_briefing() -> str:
    """Return the briefing for line managers, with {{ facts }} in it."""
    file = resources.files(__name__) / "managers" / "briefing.md"
    return file.read_text(encoding="utf-8")


def _module(group: str, filename: str, text: str) -> Module:
    _, head, body = text.split(FENCE, maxsplit=2)
    facts: dict[str, Any] = yaml.safe_load(head)
    name = filename.removesuffix(".md").partition("-")[2]
    return Module(
        key=f"{group}-{name}",
        title=facts["title"],
        minutes=facts["minutes"],
        aims=tuple(facts["aims"]),
        guides=tuple(facts["guides"]),
        questions=tuple(_question(question) for question in facts["check"]),
        text=body.strip(),
    )


def _question(facts: Mapping[str, Any]) -> Question:
    options = tuple(
        Option(option["words"], bool(option.get("right")), option["because"])
        for option in facts["options"]
    )
    return Question(facts["ask"], options)
