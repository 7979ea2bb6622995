"""Who one can be in the demonstration, and the letters that would have been sent.

The personas lie in `demo/personas.json` in the data directory, for programs to read as well.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from mentorhouse.accounts.models import User
from mentorhouse.notifications.channels import FileChannel, StoredLetter

ADDRESS = re.compile(r"https?://[^\s>)]+")


@dataclass(frozen=True)
class Persona:
    """One invented person whom a visitor can be, with one press."""

    slug: str
    name: str
    role: str
    programme: str
    email: str
    story: str


def personas_file() -> Path:
    """Where the personas are listed for programs and people to read."""
    return Path(settings.DATA_DIR) / "demo" / "personas.json"


def personas() -> list[Persona]:
    """Return everyone whom a visitor can be."""
    file = personas_file()
    if not file.exists():
        return []
    return [Persona(**row) for row in json.loads(file.read_text(encoding="utf-8"))]


def personas_by_programme() -> list[tuple[str, list[Persona]]]:
    """Return the personas programme by programme, in the order of the cast."""
    grouped: dict[str, list[Persona]] = {}
    for persona in personas():
        grouped.setdefault(persona.programme, []).append(persona)
    return list(grouped.items())


def user_of_persona(slug: str) -> User | None:
    """Return the account of a persona, or nothing where there is no such persona."""
    chosen = next((p for p in personas() if p.slug == slug), None)
    return User.objects.filter(email=chosen.email).first() if chosen else None


class Mailbox(Sequence[StoredLetter]):
    """The letters kept by the file channel, newest first; opened only as far as they are shown."""

    def __init__(self) -> None:
        self._kept = FileChannel()
        self._names = self._kept.names()

    def __len__(self) -> int:
        return len(self._names)

    def __getitem__(self, place: Any) -> Any:
        names = self._names[place]
        if isinstance(names, str):
            return self._kept.read(names)
        return [self._kept.read(name) for name in names]


def letters(*, to: str = "") -> Sequence[StoredLetter]:
    """Return the letters that would have been sent, newest first: to one reader, or all."""
    box = Mailbox()
    return [letter for letter in box if letter.to == to] if to else box


def letter(name: str) -> StoredLetter | None:
    """Return one letter, or nothing where there is none of that name."""
    try:
        return FileChannel().read(f"{name}.eml")
    except FileNotFoundError:
        return None


def paragraphs(text: str) -> list[list[tuple[str, bool]]]:
    """Split a letter into paragraphs of (text, is it an address?), so that pages draw links."""
    return [
        [(part, bool(ADDRESS.fullmatch(part))) for part in re.split(f"({ADDRESS.pattern})", block)]
        for block in re.split(r"\n\s*\n", text.strip())
    ]
