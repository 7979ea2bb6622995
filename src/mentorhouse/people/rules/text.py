"""What a text of a profile may hold, typed or brought by a spreadsheet: one rule, one message."""

import unicodedata
from dataclasses import dataclass

from mentorhouse.languages.saying import say


@dataclass(frozen=True)
class TextProblem:
    """Why a text does not do, and what mends it."""

    why: str
    remedy: str

    def __str__(self) -> str:
        """Say both, as a form does; a list of problems has a column for each."""
        return f"{self.why} {self.remedy}"


def text_problem(text: str, *, longest: int) -> TextProblem | None:
    """Say what is wrong with a text; None where nothing is."""
    if not text.isprintable() and (hidden := hidden_character(text)):
        return TextProblem(
            say("It holds an invisible character ({character}).", character=hidden),
            say("Type it again by hand."),
        )
    if len(text) > longest:
        return TextProblem(
            say("It has {count} characters; {longest} fit.", count=len(text), longest=longest),
            say("Shorten it."),
        )
    return None


def name_missing() -> TextProblem:
    """Say that somebody has no name at all; one name is enough."""
    return TextProblem(say("The name is missing."), say("Write at least one name."))


def as_line(text: str) -> str:
    """Return a text on one line."""
    return text if text.isprintable() else " ".join(text.split())


def hidden_character(text: str) -> str:
    """Return the name of a character that nobody can see and no name has; "" where all is well."""
    for character in text:
        if character < " " and character not in "\n\r\t":
            return f"U+{ord(character):04X}"
        if character > "~" and unicodedata.category(character) in {"Cc", "Cs", "Cn", "Co"}:
            return f"U+{ord(character):04X}"
    return ""
