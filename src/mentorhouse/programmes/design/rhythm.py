"""How often something comes, as people say it."""

from typing import Final

from mentorhouse.languages.saying import mark, say, say_many

RHYTHMS: Final = (
    (6, 8, mark("about once a week")),
    (13, 16, mark("about every two weeks")),
    (27, 32, mark("about once a month")),
    (58, 63, mark("about every two months")),
    (88, 95, mark("about every three months")),
    (178, 186, mark("about every six months")),
    (360, 370, mark("about once a year")),
)


def rhythm(days: int) -> str:
    """Say how often something comes: about once a month."""
    return next(
        (say(words) for least, most, words in RHYTHMS if least <= days <= most),
        say_many("about every day", "about every {count} days", days),
    )
