"""What may be said in a space (R4.11): nobody who is mentored is named."""

import re
from collections.abc import Iterable

SHORTEST_NAME = 3


def named_in(text: str, people: Iterable[tuple[str, str]]) -> str:
    """Return the name under which one of these people (given, family) stands in a text, or "".

    Looked for are the whole name and each part of at least three letters, as whole words. A part
    counts only with a capital letter, so that “Will” is found and “will” is not.
    """
    for given, family in people:
        whole = f"{given} {family}".strip()
        if whole and _stands(whole, text, re.IGNORECASE):
            return whole
        for part in (given.strip(), family.strip()):
            if len(part) >= SHORTEST_NAME and _stands(part, text):
                return part
    return ""


def _stands(name: str, text: str, flags: int = 0) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, flags) is not None
