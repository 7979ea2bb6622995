"""What the programmes that ship with the product chose, beside each setting."""

from collections.abc import Mapping
from functools import cache

from mentorhouse.languages.saying import say, tongue
from mentorhouse.programmes.design import plain, shipped_designs
from mentorhouse.programmes.design.telling import NOTHING, in_words
from mentorhouse.programmes.design.walk import get, settings_of

LONGEST = 300
OWN = frozenset({"name", "about"})  # every programme has its own


def chosen_elsewhere() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Return for each setting what others chose, in words, with the names of those who did."""
    return _told_in(tongue())


@cache
def _told_in(_tongue: str) -> Mapping[str, tuple[tuple[str, str], ...]]:
    designs = [(shipped.design.name, plain(shipped.design)) for shipped in shipped_designs()]
    found = {}
    for one in (one for one in settings_of() if one.path not in OWN):
        values: dict[str, list[str]] = {}
        for name, data in designs:
            words = in_words(one, get(data, one.path))
            shown = words if len(words) <= LONGEST else f"{words[:LONGEST].rsplit(' ', 1)[0]} …"
            values.setdefault(shown, []).append(name)
        told = [
            (", ".join(names), words[:1].upper() + words[1:]) for words, names in values.items()
        ]
        found[one.path] = tuple(told) if set(values) != {say(NOTHING)} else ()
    return found
