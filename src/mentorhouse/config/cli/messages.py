"""`mentorhouse messages`: bring the catalogues of all languages up to date with the sources."""

import argparse

from mentorhouse.config.rooms import ROOMS
from mentorhouse.languages import catalogue

# A text of several rooms stands with the first of them.
FLOOR = ("design", "access")
LOWEST_FIRST = (*FLOOR, *(room for room in ROOMS if room not in FLOOR), "demo", "config")


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """Take nothing."""


def run(_options: argparse.Namespace) -> int:
    """Write the files, compile them, and say what is not translated yet."""
    for path in catalogue.update(LOWEST_FIRST):
        print(f"Changed: {path.parent.name}/{path.name}")
    catalogue.compile_all()
    for language in catalogue.translated():
        texts = [said for room in catalogue.known(language).values() for said in room.values()]
        print(f"{language.in_english}: {sum(map(is_done, texts))} of {len(texts)} texts translated")
    return 0


def is_done(said: str | tuple[str, ...]) -> bool:
    """Whether a text is translated, in every form."""
    return all(said) if isinstance(said, tuple) else bool(said)
