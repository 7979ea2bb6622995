"""What can be recorded: each act has one code and its words; what was acted on is a subject.

Pure: rooms name their acts while Django is loading.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

LONGEST_CODE = 80
CODE = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")

_known: dict[str, "Act"] = {}


class DoubledAct(ValueError):
    """Two acts have the same code, so that an entry would not say which was meant."""


@dataclass(frozen=True)
class Act:
    """Something that people do: a stable code for the chain, and words for those who read it."""

    code: str
    words: str

    def __post_init__(self) -> None:
        """Enter the act in the register; each code once."""
        if len(self.code) > LONGEST_CODE or not CODE.fullmatch(self.code):
            raise ValueError(f"An act's code looks like 'room.done', not {self.code!r}.")
        if self.code in _known:
            raise DoubledAct(f"The act {self.code!r} is already there.")
        _known[self.code] = self


@dataclass(frozen=True)
class Subject:
    """What was acted on, where it is not one row: a kind and an identifier (or none)."""

    kind: str
    id: str = ""


def known_acts() -> Mapping[str, Act]:
    """Every act by its code, for those who turn entries into words."""
    return dict(_known)
