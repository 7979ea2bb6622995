"""What is wrong with a design, for the pages on which it is made: in words, with its places."""

import re
from dataclasses import dataclass
from typing import Any

from mentorhouse.languages.saying import say
from mentorhouse.programmes.design.entries import entries_of, handles
from mentorhouse.programmes.design.parts import Contradiction
from mentorhouse.programmes.design.reading import DesignError
from mentorhouse.programmes.design.telling import in_words, names
from mentorhouse.programmes.design.walk import (
    Data,
    Kind,
    Setting,
    by_path,
    get,
    part_of,
    settings_of,
)

_PATH = re.compile(r"\b[a-z_]+(?:\.[a-z0-9_]+)*\b")


@dataclass(frozen=True)
class Problem:
    """One problem in words, and the places that it is about, the first one first."""

    words: str
    places: tuple[str, ...]

    @property
    def settings(self) -> tuple[str, ...]:
        """The paths of the settings that it is about."""
        return tuple(dict.fromkeys(path for place in self.places if (path := setting_at(place))))


def problems_of(error: DesignError, data: Data) -> list[Problem]:
    """Return what is wrong with the plain values `data`, in words for a page."""
    return [_problem(found, data) for found in error.found]


def _problem(found: Any, data: Data) -> Problem:
    place = ".".join(str(step) for step in found["loc"])
    cause = found.get("ctx", {}).get("error")
    if isinstance(cause, Contradiction):
        places = tuple(_whole(place, name) for name in cause.places)
        first, second = (_told(one, data) for one in places)
        return Problem(
            say(
                "{first} does not go with {second}: {remedy}",
                first=first,
                second=second,
                remedy=cause.remedy,
            ),
            places,
        )
    said = str(found["msg"]).removeprefix("Value error, ")
    named = [one for one in _PATH.findall(said) if setting_at(one)]
    words = _PATH.sub(lambda one: title_of(one[0], data) if one[0] in named else one[0], said)
    return Problem(words[:1].upper() + words[1:], (*named, place) if place else tuple(named))


def _whole(place: str, name: str) -> str:
    """Return the whole path of a name that a part says of itself."""
    return f"{place}.{name}" if place and "." not in name else name


def setting_at(place: str) -> str:
    """Return the path of the design's setting that a place lies in; "" where there is none."""
    steps = place.split(".")
    known = by_path()
    return next(
        (path for n in range(len(steps), 0, -1) if (path := ".".join(steps[:n])) in known), ""
    )


def title_of(place: str, data: Data) -> str:
    """Return what a place is called, with the entry where it lies in one."""
    path = setting_at(place)
    setting = by_path()[path]
    title = f"“{setting.title}”"
    if setting.section:
        title = f"“{setting.section}: {setting.title}”"
    rest = place.removeprefix(path).strip(".").split(".")[0]
    if setting.kind is not Kind.ENTRIES or not rest:
        return title
    entries = entries_of(get(data, path))
    if rest.isdigit():
        return say("{title}, number {rest}", title=title, rest=rest)
    called = dict(zip(handles(entries), names(setting, entries), strict=True)).get(rest)
    return f"{title}, “{called}”" if called else title


def _told(place: str, data: Data) -> str:
    path = setting_at(place)
    if not path:
        return f"“{place}”"
    setting, rest = by_path()[path], place.removeprefix(path).strip(".")
    if setting.kind is not Kind.ENTRIES:
        return f"{title_of(place, data)} ({in_words(setting, get(data, path))})"
    return _in_entry(setting, get(data, path), rest.split(".")) or title_of(place, data)


def _in_entry(setting: Setting, entries: Any, steps: list[str]) -> str:
    """Return the setting of an entry that is meant by its number and a path; "" if none is."""
    if not steps[0].isdigit():
        return ""
    entry = entries_of(entries)[int(steps[0])]
    for n in range(len(steps), 1, -1):
        for inner in settings_of(part_of(setting, entry)):
            if inner.path == ".".join(steps[1:n]):
                if inner.kind is Kind.ENTRIES:
                    return _in_entry(inner, entry[inner.name], steps[n:])
                return f"“{inner.title}” ({in_words(inner, get(entry, inner.path))})"
    return ""
