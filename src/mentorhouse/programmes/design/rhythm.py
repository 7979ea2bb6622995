"""How often something comes, as people say it."""

from typing import Final

RHYTHMS: Final = (
    (6, 8, "about once a week"),
    (13, 16, "about every two weeks"),
    (27, 32, "about once a month"),
    (58, 63, "about every two months"),
    (88, 95, "about every three months"),
    (178, 186, "about every six months"),
    (360, 370, "about once a year"),
)


def rhythm(days: int) -> str:
    """Say how often something comes: about once a month."""
    return next(
        (words for least, most, words in RHYTHMS if least <= days <= most),
        "about every day" if days == 1 else f"about every {days} days",
    )
