"""Every setting of a design, found by walking the model: its path, kind, words and bounds.

Pages, the history and what a change brings about know the settings from here; none of them is
written by hand. A path is dotted. In an address each entry of a list stands behind its list by its
handle: `evaluation.surveys.halfway.questions`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

from pydantic import Field
from pydantic.fields import FieldInfo

from mentorhouse.languages.saying import say
from mentorhouse.programmes.design.parts import Key, Part, setting, words_of
from mentorhouse.programmes.design.whole import Design

Data = dict[str, Any]


class Kind(StrEnum):
    """What a setting looks like on a page."""

    TEXT = "text"
    LINES = "lines"
    WHOLE = "whole"
    YES_NO = "yes or no"
    CHOICE = "choice"
    CHOICES = "choices"
    DAY = "day"
    ENTRIES = "entries"


Rung = Annotated[str, Field(min_length=1, max_length=80)]


class LadderEntry(Part):
    """A ladder as an entry of a list: in the design it is a name with its rungs."""

    key: Key = setting("Key", "A short name that never changes.")
    rungs: list[Rung] = setting(
        "Grades",
        "One on each line, the lowest first. Write them as they stand in your spreadsheets.",
        max_length=100,
    )


@dataclass(frozen=True)
class Setting:
    """One setting: where it is, what it is called, what it does, and what it can hold.

    The model says its words in English; they are said in the reader's language as they are read.
    """

    path: str
    called: str
    does: str
    kind: Kind
    within: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    least: int | None = None
    most: int | None = None
    may_be_empty: bool = True
    longest: int | None = None  # of one line, where there are several
    parts: tuple[type[Part], ...] = ()
    tag: str = ""

    @property
    def title(self) -> str:
        """What it is called, in the reader's language."""
        return say(self.called)

    @property
    def why(self) -> str:
        """What it does, in the reader's language."""
        return say(self.does)

    @property
    def section(self) -> str:
        """The part of the page that it stands in, in the reader's language."""
        return say(self.within)

    @property
    def words(self) -> dict[str, str]:
        """What it can hold, as people read each value."""
        return {value: say(words) for value, words in self.values.items()}

    @property
    def name(self) -> str:
        """The last step of its path."""
        return self.path.rpartition(".")[2]


# The keys of entries are made by the product; the format is the file's own affair.
UNSHOWN: Final = frozenset({"key", "format"})
# Texts of the library and of documents have editors of their own.
ELSEWHERE: Final = ("guidance", "documents", "translations")


@cache
def settings_of(part: type[Part] = Design) -> tuple[Setting, ...]:
    """Return the settings of a part in their order, those of its parts included."""
    return tuple(_walk(part, "", ""))


@cache
def by_path() -> dict[str, Setting]:
    """Return the settings of the whole design by their paths."""
    return {one.path: one for one in settings_of()}


KINDS: Final[Mapping[Any, Kind]] = {
    str: Kind.TEXT,
    int: Kind.WHOLE,
    bool: Kind.YES_NO,
    date: Kind.DAY,
}


def _walk(part: type[Part], prefix: str, section: str) -> Iterator[Setting]:
    for name, info in part.model_fields.items():
        path = f"{prefix}{name}"
        if name in UNSHOWN or _is_fixed(info) or path in ELSEWHERE:
            continue
        inner = info.annotation
        if isinstance(inner, type) and issubclass(inner, Part):
            yield from _walk(inner, f"{path}.", str(info.title) if prefix else "")
        else:
            yield _setting(part, name, path, section)


def _setting(part: type[Part], name: str, path: str, section: str) -> Setting:
    info = part.model_fields[name]
    kind, inside = _kind_of(info)
    least, most = _bounds(info)
    optional = type(None) in get_args(info.annotation)
    free = kind in {Kind.TEXT, Kind.LINES, Kind.ENTRIES} and not (least or info.is_required())
    within = [one for one in get_args(inside) if isinstance(one, FieldInfo)]
    tags = [str(one.discriminator) for one in within if one.discriminator]
    return Setting(
        path=path,
        called=str(info.title),
        does=str(info.description or ""),
        kind=kind,
        within=section,
        values=words_of(part, name),
        least=least,
        most=most,
        may_be_empty=optional or free,
        longest=_bounds(within[0])[1] if within else None,
        parts=_parts_in(inside) if kind is Kind.ENTRIES else (),
        tag=tags[0] if tags else "",
    )


def _kind_of(info: FieldInfo) -> tuple[Kind, Any]:
    """Return what a field looks like and, for a list, what it holds."""
    bare = _bare(info.annotation)
    origin = get_origin(bare)
    if origin is dict:
        return Kind.ENTRIES, LadderEntry
    if origin is list:
        inside = get_args(bare)[0]
        if _parts_in(inside):
            return Kind.ENTRIES, inside
        return (Kind.CHOICES if get_origin(inside) is Literal else Kind.LINES), inside
    if origin is Literal or _has_words(info):
        return Kind.CHOICE, None
    return KINDS[bare], None


def _has_words(info: FieldInfo) -> bool:
    extra = info.json_schema_extra
    return isinstance(extra, dict) and "words" in extra


def _bare(annotation: Any) -> Any:
    """Return a type without its bounds and without None."""
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation = get_args(annotation)[0]
        elif origin in {Union, UnionType} and type(None) in get_args(annotation):
            annotation = next(one for one in get_args(annotation) if one is not type(None))
        else:
            return annotation


def _parts_in(inside: Any) -> tuple[type[Part], ...]:
    bare = _bare(inside)
    members = get_args(bare) if get_origin(bare) in {Union, UnionType} else (bare,)
    return tuple(one for one in members if isinstance(one, type) and issubclass(one, Part))


def _is_fixed(info: FieldInfo) -> bool:
    return get_origin(info.annotation) is Literal and len(get_args(info.annotation)) == 1


def _bounds(info: FieldInfo) -> tuple[int | None, int | None]:
    found: dict[str, int] = {}
    for limit in info.metadata:
        for name in ("ge", "le", "min_length", "max_length"):
            value = getattr(limit, name, None)
            if isinstance(value, int):
                found[name] = value
    return found.get("ge", found.get("min_length")), found.get("le", found.get("max_length"))


def part_of(one: Setting, entry: Data) -> type[Part]:
    """Return which of its parts an entry of a list is."""
    return part_named(one, str(entry.get(one.tag, "")))


def part_named(one: Setting, tag: str) -> type[Part]:
    """Return the part that a kind of entry is; raises `KeyError` where there is none."""
    if len(one.parts) == 1:
        return one.parts[0]
    return {tag_of(one, part): part for part in one.parts}[tag]


def tag_of(one: Setting, part: type[Part]) -> str:
    """Return what an entry of this kind is called in the design."""
    return str(get_args(part.model_fields[one.tag].annotation)[0]) if one.tag else ""


def fixed(part: type[Part]) -> Data:
    """Return the values that are the same in every entry of this kind."""
    return {
        name: get_args(info.annotation)[0]
        for name, info in part.model_fields.items()
        if _is_fixed(info)
    }


def get(data: Data, path: str) -> Any:
    """Return the value at a dotted path."""
    for step in path.split("."):
        data = data[step]
    return data


def put(data: Data, path: str, value: Any) -> None:
    """Put a value at a dotted path."""
    *steps, last = path.split(".")
    for step in steps:
        data = data[step]
    data[last] = value
