"""Judgements on single values: addresses, grades, whole numbers, yes and no."""

import re
from collections.abc import Sequence
from difflib import get_close_matches

from mentorhouse.languages.saying import say
from mentorhouse.people.rules import TextProblem

LONGEST_EMAIL = 254
LONGEST_LOCAL = 64
ATOM = r"[-!#$%&'*+/=?^_`{}|~0-9A-Za-z]+"
LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
ADDRESS = re.compile(rf"({ATOM}(?:\.{ATOM})*)@((?:{LABEL}\.)+[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9])")
WHOLE = re.compile(r"\d{1,9}")
# What spreadsheet programs write where a formula failed.
FAILED = frozenset(
    {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#GETTING_DATA"}
)
YES = frozenset({"yes", "y", "true", "1", "x"})
NO = frozenset({"no", "n", "false", "0", ""})
NEAR = 3


def is_address(text: str) -> bool:
    """Whether letters can be sent to it, as far as its form tells."""
    match = ADDRESS.fullmatch(text)
    return match is not None and len(text) <= LONGEST_EMAIL and len(match[1]) <= LONGEST_LOCAL


def fold_address(text: str) -> str:
    """Return an address as it is compared: one person however they type it (R1.01)."""
    return text.strip().lower()


def fold_grade(text: str) -> str:
    """Return a grade as it is compared: “G7”, “grade 7” and “Grade  7” are the same."""
    plain = "".join(c for c in text.casefold() if c.isalnum() or c == "+")
    return re.sub(r"^grade(?=\d)", "g", plain)


def find_grade(text: str, ladder: Sequence[str]) -> str | None:
    """Return the ladder's own word for a grade, or None where it is not on it."""
    folded = fold_grade(text)
    return next((step for step in ladder if fold_grade(step) == folded), None)


def nearest_grades(text: str, ladder: Sequence[str]) -> list[str]:
    """Return the grades that somebody may have meant, the likeliest first."""
    by_fold = {fold_grade(step): step for step in ladder}
    near = get_close_matches(fold_grade(text), list(by_fold), n=NEAR, cutoff=0.4)
    return [by_fold[folded] for folded in near]


def off_the_ladder(text: str, ladder: Sequence[str]) -> TextProblem:
    """Say that a grade is not among those of the programme, and which may have been meant."""
    near = nearest_grades(text, ladder)
    hint = (
        say("Did you mean {grades}?", grades=say(" or ").join(near))
        if near
        else say(
            "The ladder goes from {lowest} to {highest}.", lowest=ladder[0], highest=ladder[-1]
        )
    )
    mend = say(
        "Correct it, or leave it empty. A co-ordinator can add the grade in the set-up of the "
        "programme."
    )
    return TextProblem(say("This grade is not on the programme’s ladder."), f"{hint} {mend}")


def whole_number(text: str) -> int | None:
    """Return a whole number without a sign, or None."""
    plain = text.strip()
    return int(plain) if WHOLE.fullmatch(plain) and plain.isascii() else None


def yes_or_no(text: str) -> bool | None:
    """Return what an answer means, or None where it is neither."""
    folded = text.strip().casefold()
    return True if folded in YES else False if folded in NO else None


def says_one_of(text: str, values: Sequence[str]) -> bool:
    """Whether a text repeats one of some values as whole words, whatever their case."""
    folded = " ".join(text.casefold().split())
    return any(
        re.search(rf"(?<!\w){re.escape(' '.join(value.casefold().split()))}(?!\w)", folded)
        for value in values
        if value.strip()
    )
