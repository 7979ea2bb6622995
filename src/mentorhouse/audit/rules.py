"""What may stand in an entry: counts, yes and no, identifiers and codes. No names, no text."""

import re
from collections.abc import Mapping
from uuid import UUID

KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
# A state, a kind, an identifier: lower case, no spaces, no @, so that no name or address fits.
CODE = re.compile(r"[a-z0-9](?:[a-z0-9_.:-]{0,62}[a-z0-9])?")


class NotForTheTrail(ValueError):
    """A detail looks like free text. The trail is kept long and read by others: no names there."""


def detail_of(given: Mapping[str, object] | None) -> dict[str, int | str]:
    """Return the detail as the chain keeps it, or refuse it; the refusal names the key only."""
    return {_key(key): _value(key, value) for key, value in (given or {}).items()}


def code_of(words: str) -> str:
    """Turn the words of a purpose or task, written in code, into a code: 'read the log'."""
    code = words.replace(" ", "_")
    if not CODE.fullmatch(code):
        raise NotForTheTrail("A purpose or task is a few words in lower case.")
    return code


def _key(key: object) -> str:
    if not isinstance(key, str) or not KEY.fullmatch(key):
        raise NotForTheTrail("The key of a detail is a short word in lower case.")
    return key


def _value(key: str, value: object) -> int | str:
    if isinstance(value, int):  # True and False are numbers too
        return value
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, str) and CODE.fullmatch(value):
        return str(value)
    raise NotForTheTrail(f"Detail {key!r}: only numbers, yes and no, identifiers and codes.")
