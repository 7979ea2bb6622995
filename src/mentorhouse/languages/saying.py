"""Says our texts in the reader's language. Knows no Django, so judgements may speak too.

    say("You have {count} places.", count=3)     # translated here and now
    mark("Waiting")                              # a word of a table; said where it is shown

The English text is the key. As the house starts it plugs in what translates (`speak_through`);
without it every text is said as it was written.
"""

from collections.abc import Callable

SOURCE = "en-gb"  # the language that texts are written in
One = Callable[[str], str]
Many = Callable[[str, str, int], str]
Tongue = Callable[[], str]


def _as_written(one: str, many: str, count: int) -> str:
    return one if count == 1 else many


_voice: dict[str, Callable[..., str]] = {"one": str, "many": _as_written, "tongue": str}


def speak_through(one: One, many: Many, tongue: Tongue) -> None:
    """Let every text be translated by these functions from now on; `tongue` names the language."""
    _voice.update(one=one, many=many, tongue=tongue)


def tongue() -> str:
    """Give the code of the language in force."""
    return _voice["tongue"]() or SOURCE


def say(text: str, **values: object) -> str:
    """Give a text in the language in force, with `{name}` replaced by the values."""
    said = _voice["one"](text) if text else ""  # gettext answers "" with the catalogue's head
    return said.format(**values) if values else said


def say_many(one: str, many: str, count: int, **values: object) -> str:
    """Give the text that fits a count; `{count}` in it is the count, as people write it."""
    return _voice["many"](one, many, count).format(count=f"{count:,}", **values)


def mark(text: str) -> str:
    """Put a text into the catalogue and leave it as it is; `say` says it where it is shown."""
    return text
