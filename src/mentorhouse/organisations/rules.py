"""When two names mean the same organisation."""

import unicodedata
from collections.abc import Mapping
from uuid import UUID


def fold_name(name: str) -> str:
    """Return the name as it is compared: case, accents and spacing do not tell bodies apart."""
    decomposed = unicodedata.normalize("NFKD", name)
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(plain.casefold().replace("’", "'").split())


def part_of_itself(one: UUID, parent: UUID, parents: Mapping[UUID, UUID | None]) -> bool:
    """Whether an organisation would be part of itself with this parent."""
    above: UUID | None = parent
    seen: set[UUID] = set()
    while above is not None and above not in seen:
        if above == one:
            return True
        seen.add(above)
        above = parents.get(above)
    return False
