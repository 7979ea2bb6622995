"""How people are looked for in lists: by name or organisation."""

from django.db.models import Q


def named(path: str, word: str) -> Q:
    """Return who is meant by a word, where `path` leads to somebody's participation."""
    start = f"{path}__person" if path else "person"
    return (
        Q(**{f"{start}__given_name__icontains": word})
        | Q(**{f"{start}__family_name__icontains": word})
        | Q(**{f"{start}__organisation__name__icontains": word})
    )
