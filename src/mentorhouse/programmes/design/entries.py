"""Lists inside a design, as pages change them: find one, add to it, change, move and remove.

Everything works on plain values, as the database keeps them. Each entry has a handle: its key or,
where it has none, what makes it out among the others.
"""

import copy
from dataclasses import dataclass
from typing import Any, Final

from mentorhouse.programmes.design.parts import Part
from mentorhouse.programmes.design.walk import (
    Data,
    Kind,
    Setting,
    by_path,
    fixed,
    get,
    part_of,
    put,
    settings_of,
)

LADDERS: Final = "ladders"


@dataclass(frozen=True)
class Listed:
    """One list of a design: which setting it is, what it holds, and inside which entries."""

    where: str
    setting: Setting
    entries: list[Data]
    inside: tuple[str, ...] = ()

    @property
    def handles(self) -> list[str]:
        """What each entry is called in an address."""
        return handles(self.entries)

    @property
    def top(self) -> str:
        """The path of the list that stands in the design itself."""
        return self.where.partition(f".{self.inside[0]}.")[0] if self.inside else self.where

    def entry(self, handle: str) -> Data:
        """Return one entry; raises `KeyError` where it is not there."""
        return dict(zip(self.handles, self.entries, strict=True))[handle]


def handles(entries: list[Data]) -> list[str]:
    """Return what each entry is called in an address; no two are the same."""
    found: list[str] = []
    for entry in entries:
        first = handle = entry.get("key") or _made_of(entry)
        number = 2
        while handle in found:
            handle, number = f"{first}-{number}", number + 1
        found.append(handle)
    return found


def _made_of(entry: Data) -> str:
    return "-".join(value for value in entry.values() if isinstance(value, str))


def find(data: Data, where: str) -> Listed:
    """Return the list at an address like `evaluation.surveys.halfway.questions`.

    Raises `KeyError` where no such list is.
    """
    settings: dict[str, Setting] = by_path()
    steps, path = where.split("."), ""
    inside: list[str] = []
    while steps:
        path = f"{path}.{steps[0]}" if path else steps[0]
        steps = steps[1:]
        if path not in settings:
            continue
        setting = settings[path]
        if setting.kind is not Kind.ENTRIES:
            break
        entries = entries_of(get(data, path))
        if not steps:
            return Listed(where, setting, entries, tuple(inside))
        listed = Listed("", setting, entries)
        data = listed.entry(steps[0])
        inside.append(steps[0])
        settings = {one.path: one for one in settings_of(part_of(setting, data))}
        steps, path = steps[1:], ""
    raise KeyError(where)


def entries_of(value: Any) -> list[Data]:
    """Return a list's entries; ladders are kept by name."""
    if isinstance(value, dict):
        return [{"key": key, "rungs": rungs} for key, rungs in value.items()]
    return list(value)


def with_entries(data: Data, where: str, entries: list[Data]) -> Data:
    """Return the design with another list at this address."""
    changed = copy.deepcopy(data)
    listed = find(changed, where)
    owner, path = _owner(changed, listed)
    value: Any = entries
    if where == LADDERS:
        value = {entry["key"]: entry["rungs"] for entry in entries}
    put(owner, path, value)
    return changed


def _owner(data: Data, listed: Listed) -> tuple[Data, str]:
    """Return what the list stands in, and its path in there."""
    rest = listed.where
    for handle in listed.inside:
        outer, _, rest = rest.partition(f".{handle}.")
        entries: list[Data] = get(data, outer)
        data = dict(zip(handles(entries), entries, strict=True))[handle]
    return data, rest


def blank(setting: Setting, part: type[Part], taken: list[Data]) -> Data:
    """Return a new entry with every default, and a key of its own if it has keys."""
    entry = fixed(part)
    for name, info in part.model_fields.items():
        if not info.is_required() and name not in entry:
            entry[name] = copy.deepcopy(info.get_default(call_default_factory=True))
    if "key" in part.model_fields:
        entry["key"] = new_key(setting, [one["key"] for one in taken])
    return entry


def new_key(setting: Setting, taken: list[str]) -> str:
    """Return a key that no other entry of the list has."""
    base = setting.name.removesuffix("s") if setting.name != "preparation" else "question"
    number = len(taken) + 1
    while f"{base}_{number}" in taken:
        number += 1
    return f"{base}_{number}"
