"""Which languages there are, each named in itself, and how it counts."""

from collections.abc import Iterable
from dataclasses import dataclass

from mentorhouse.languages.saying import SOURCE, mark

ENGLISH = SOURCE


@dataclass(frozen=True)
class Language:
    """A language; `plurals` says which form goes with a count, as catalogues write it."""

    code: str
    name: str
    in_english: str
    plurals: str
    complete: bool = True  # whether the pages of those who take part are translated


LANGUAGES = (
    Language(ENGLISH, "English", mark("English"), "nplurals=2; plural=(n != 1);"),
    Language(
        "cy",
        "Cymraeg",
        mark("Welsh"),
        "nplurals=4; plural=(n==1) ? 0 : (n==2) ? 1 : (n != 8 && n != 11) ? 2 : 3;",
    ),
    Language(
        "gd",
        "Gàidhlig",
        mark("Scottish Gaelic"),
        "nplurals=4; plural=(n==1 || n==11) ? 0 : (n==2 || n==12) ? 1 : (n > 2 && n < 20) ? 2 : 3;",
        complete=False,
    ),
)
CODES = tuple(language.code for language in LANGUAGES)


def named(code: str) -> Language:
    """Give a language by its code."""
    return next(language for language in LANGUAGES if language.code == code)


def tag(code: str) -> str:
    """Give a language as pages and files name it: `en-GB`."""
    main, _, region = code.partition("-")
    return f"{main}-{region.upper()}" if region else main


def chosen(*wishes: str) -> str:
    """Give the first wish that is one of the languages; English where none is."""
    return next((wish for wish in wishes if wish in CODES), ENGLISH)


def accepted(header: str) -> Iterable[str]:
    """Give the languages that a browser asks for (Accept-Language), most wanted first."""
    wanted = []
    for place, part in enumerate(header[:400].split(",")):
        name, _, parameters = part.strip().lower().partition(";")
        with_weight = parameters.strip().removeprefix("q=")
        try:
            weight = float(with_weight or 1)
        except ValueError:
            continue
        if weight > 0:
            wanted.append((-weight, place, name.partition("-")[0]))
    for _, _, tongue in sorted(wanted):
        yield ENGLISH if tongue == "en" else tongue
