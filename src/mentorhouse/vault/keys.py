"""Whose key seals a row. Pure: models import it while Django is loading."""

import re
from dataclasses import dataclass

KIND = re.compile(r"[a-z][a-z_]{0,39}")


@dataclass(frozen=True, init=False)
class KeyOwner:
    """The partnership, person or import whose data key seals a row.

    Destroying the key of one owner makes everything sealed for it unreadable for ever, so that
    what is to be deleted apart needs an owner apart.
    """

    kind: str
    id: str

    def __init__(self, kind: str, id: object) -> None:  # noqa: A002  # the word that rows use
        """Hold the identifier as text, so that a UUID and its text are the same owner."""
        if not KIND.fullmatch(kind):
            raise ValueError(f"A kind of key owner is a short lower-case word, not {kind!r}.")
        if id is None or not str(id):
            raise ValueError(f"A key owner of kind {kind!r} needs an identifier.")
        object.__setattr__(self, "kind", kind)
        object.__setattr__(self, "id", str(id))
