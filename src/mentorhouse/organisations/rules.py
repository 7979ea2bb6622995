"""When two names mean the same organisation."""

import unicodedata


def fold_name(name: str) -> str:
    """Return the name as it is compared: case, accents and spacing do not tell bodies apart."""
    decomposed = unicodedata.normalize("NFKD", name)
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(plain.casefold().replace("’", "'").split())
