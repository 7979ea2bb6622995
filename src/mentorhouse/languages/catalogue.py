"""The catalogues: gathers what the house says, keeps translations, compiles them.

A room has a file a language: `locale/cy/agreements.po`. A text that several rooms say stands in
the lowest of them. Files hold no dates, no addresses and no line numbers, so that they change only
when a text does. Needs Babel, which production does not have; a release carries the result.
"""

import ast
import hashlib
import io
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import mentorhouse
from mentorhouse.languages.offered import ENGLISH, LANGUAGES, Language

PACKAGE = Path(mentorhouse.__file__).parent
LOCALE = Path(__file__).parent / "locale"
WIDTH = 99
# Which arguments of a call are texts; "c" is a context.
PYTHON: dict[str, tuple[Any, ...] | None] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "say", "mark")),
    **dict.fromkeys(("ngettext", "ngettext_lazy", "say_many"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    "Act": (2,),
}
# The settings of a design say their title, what they do, and the words of their values.
DESCRIBES = frozenset({"setting", "prose", "lines", "choice", "choices", "whole"})
PAGES = {**PYTHON, "npgettext": ((1, "c"), 2, 3)}
PAGE_OPTIONS = {"trimmed": "true", "newstyle_gettext": "true", "silent": "false"} | dict.fromkeys(
    ("trim_blocks", "lstrip_blocks"), "true"
)

# A text as catalogues know it: its context, and one form or two.
Key = tuple[str | None, str | tuple[str, ...]]
Said = Mapping[Key, Any]


def translated() -> tuple[Language, ...]:
    """Give the languages that have catalogues."""
    return tuple(language for language in LANGUAGES if language.code != ENGLISH)


def gathered(rooms: Iterable[str]) -> dict[str, set[Key]]:
    """Give what each room says, lowest room first; a text belongs to the first that says it."""
    known: set[Key] = set()
    found: dict[str, set[Key]] = {}
    for room in rooms:
        own = set(_of_room(PACKAGE / room)) - known
        known |= own
        if own:
            found[room] = own
    return found


def _of_room(folder: Path) -> Iterator[Key]:
    from babel.messages.extract import extract

    for path in sorted(folder.rglob("*")):
        method, words, options = _way_of(path)
        if not method or "migrations" in path.parts:
            continue
        with path.open("rb") as source:
            for _, text, _, context in extract(method, source, words, options=options):
                yield context, text
        if path.suffix == ".py":
            yield from ((None, text) for text in _of_settings(path))


def _of_settings(path: Path) -> Iterator[str]:
    """Give what the settings of a design say of themselves: texts that no call surrounds."""
    for call in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in DESCRIBES:
            for said in (*call.args[:2], *getattr(_last(call.args[2:3]), "values", ())):
                if isinstance(said, ast.Constant) and isinstance(said.value, str) and said.value:
                    yield said.value


def _last(args: Sequence[ast.expr]) -> ast.expr | None:
    """Give the table of a choice; of two that are joined the one that is written out."""
    table = args[0] if args else None
    return table.left if isinstance(table, ast.BinOp) else table


def _way_of(path: Path) -> tuple[str, dict[str, Any], dict[str, str]]:
    if path.suffix == ".html":
        return "jinja2.ext:babel_extract", PAGES, PAGE_OPTIONS
    return ("python", PYTHON, {}) if path.suffix == ".py" else ("", {}, {})


def known(language: Language) -> dict[str, dict[Key, Any]]:
    """Give the texts of a language's files, room by room, with what they are in it."""
    from babel.messages.pofile import read_po

    found = {}
    for path in sorted((LOCALE / language.code).glob("*.po")):
        with path.open("rb") as file:
            catalogue = read_po(file, abort_invalid=True)
        found[path.stem] = {(m.context, _form(m.id)): m.string for m in catalogue if m.id}
    return found


def _form(text: Any) -> str | tuple[str, ...]:
    return text if isinstance(text, str) else tuple(text)


def update(rooms: Iterable[str]) -> list[Path]:
    """Bring the files up to date with the sources, keep translations, drop what is not said."""
    texts = gathered(rooms)
    changed = []
    for language in translated():
        before = {key: said for room in known(language).values() for key, said in room.items()}
        folder = LOCALE / language.code
        folder.mkdir(parents=True, exist_ok=True)
        files = {
            folder / f"{room}.po": written(language, {key: before.get(key) for key in own})
            for room, own in texts.items()
        }
        for path in set(folder.glob("*.po")) - files.keys():
            path.unlink()
            changed.append(path)
        for path, content in files.items():
            if not path.exists() or path.read_bytes() != content:
                path.write_bytes(content)
                changed.append(path)
    return sorted(changed)


def written(language: Language, texts: Said) -> bytes:
    """Write one file: sorted, with nothing in it but texts."""
    from babel.messages.pofile import write_po

    head = (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        f'"Language: {language.code}\\n"\n"Plural-Forms: {language.plurals}\\n"\n\n'
    )
    made = io.BytesIO()
    write_po(
        made,
        _catalogue(language, texts),
        width=WIDTH,
        omit_header=True,
        no_location=True,
        sort_output=True,
    )
    return head.encode() + made.getvalue().rstrip(b"\n") + b"\n"


def _catalogue(language: Language, texts: Said) -> Any:
    from babel.messages.catalog import Catalog

    made = Catalog(locale=language.code, fuzzy=False)  # without one it drops how to count
    made.mime_headers = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Plural-Forms", language.plurals),
    ]
    for (context, text), said in texts.items():
        empty = ("",) * made.num_plurals if isinstance(text, tuple) else ""
        made.add(text, said or empty, context=context)
    return made


def compile_all(*, force: bool = False) -> bool:
    """Compile the catalogues for Django; answer whether there was anything to do."""
    made = False
    for language in translated():
        folder = LOCALE / language.code / "LC_MESSAGES"
        stamp = _stamp(language)
        mark = folder / "stamp.txt"
        if not force and mark.exists() and mark.read_text(encoding="utf-8") == stamp:
            continue
        folder.mkdir(parents=True, exist_ok=True)
        _publish(folder / "django.mo", _compiled(language))
        _publish(mark, stamp.encode())
        made = True
    return made


def _compiled(language: Language) -> bytes:
    from babel.messages.mofile import write_mo

    rooms = known(language).values()
    texts = {key: said for room in rooms for key, said in room.items()}
    made = io.BytesIO()
    write_mo(made, _catalogue(language, texts))
    return made.getvalue()


def _stamp(language: Language) -> str:
    digest = hashlib.sha256(Path(__file__).read_bytes() + language.plurals.encode())
    for path in sorted((LOCALE / language.code).glob("*.po")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def _publish(path: Path, content: bytes) -> None:
    """Put a file in its place whole, however many processes do so at once."""
    aside = path.with_suffix(f".{os.getpid()}")
    aside.write_bytes(content)
    aside.replace(path)
