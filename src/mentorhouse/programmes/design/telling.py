"""A design in words: what a setting holds, what an entry is called, what differs between two."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes.design.entries import entries_of, handles
from mentorhouse.programmes.design.parts import Part
from mentorhouse.programmes.design.walk import Data, Kind, Setting, fixed, get, part_of, settings_of

NOTHING: Final = mark("nothing")
# What an entry of each kind does, where a list holds several kinds.
KIND_WORDS: Final = {
    "different": mark("Mentor and mentee must differ"),
    "gap_at_least": mark("The mentor stands above the mentee"),
    "way_in_common": mark("Mentor and mentee have a way of meeting in common"),
    "score_at_least": mark("The pair has a score of at least"),
    "shared_identity": mark("An identity that the mentee asked to share"),
    "same": mark("Both have the same"),
    "gap_close_to": mark("A good distance between the two"),
    "shares": mark("Both share words"),
    "partner_wishes": mark("What somebody wishes of a partner"),
    "grade_at_least": mark("A grade at least"),
    "one_of": mark("One of some values in the profile"),
    "completed": mark("A training or programme is completed"),
    "agrees": mark("The person says yes to something"),
    "judged": mark("Somebody judges it"),
}


@dataclass(frozen=True)
class Change:
    """One setting that differs: where, its title, and old and new in words."""

    path: str
    title: str
    old: str
    new: str


def in_words(setting: Setting, value: Any) -> str:
    """Return what a setting holds, as people read it."""
    if setting.kind is Kind.ENTRIES:
        return _joined(names(setting, entries_of(value))) or say(NOTHING)
    if value is None or value in ("", []):
        return say(NOTHING)
    if setting.kind is Kind.YES_NO:
        return say("yes") if value else say("no")
    if setting.kind is Kind.DAY:
        return _day(value if isinstance(value, date) else date.fromisoformat(value))
    if isinstance(value, list):
        return _joined([setting.words.get(str(one), str(one)) for one in value])
    return setting.words.get(str(value), str(value))


def _joined(lines: list[str]) -> str:
    """Return several lines as one; a full stop at the end of each would read oddly."""
    return "; ".join(line.rstrip(".") for line in lines) if len(lines) > 1 else "".join(lines)


def _day(value: date) -> str:
    month = say(f"{value:%B}")
    return f"{value.day} {month} {value.year}"


def names(setting: Setting, entries: list[Data]) -> list[str]:
    """Return what each entry is called."""
    return [name_of(part_of(setting, entry), entry) for entry in entries]


def name_of(part: type[Part], entry: Data) -> str:
    """Return what one entry is called: its title or text, else what it says."""
    for name in ("title", "text", "name"):
        if name in part.model_fields:
            return str(entry[name])
    if "rungs" in entry:
        return str(entry["key"]).replace("_", " ").capitalize()
    told = [say(KIND_WORDS[kind]) for kind in fixed(part).values()]
    chosen = [one for one in settings_of(part) if one.kind is Kind.CHOICE]
    told += [in_words(one, entry[one.name]) for one in chosen]
    return ": ".join(told)


def details_of(
    part: type[Part], entry: Data, named: Mapping[str, Mapping[str, str]]
) -> list[tuple[str, str]]:
    """Return what else an entry says, where it says something: titles and words.

    `named` gives, for settings that name something in the design, what each key is called.
    """
    name = name_of(part, entry)
    told = [
        (one, named.get(one.path, {}).get(words, words))
        for one in settings_of(part)
        for words in (in_words(one, get(entry, one.path)),)
    ]
    return [
        (one.title, words)
        for one, words in told
        if words not in (say(NOTHING), name) and not _as_usual(part, one, entry)
    ]


def _as_usual(part: type[Part], one: Setting, entry: Data) -> bool:
    info = part.model_fields.get(one.name)
    if info is None or info.is_required() or one.kind is Kind.CHOICE:
        return one.kind is Kind.CHOICE and one.name not in {"kind", "asks", "at", "event", "unit"}
    return bool(info.get_default(call_default_factory=True) == entry[one.name])


def differences(old: Data, new: Data) -> list[Change]:
    """Return what differs between two designs, setting by setting, in their order."""
    return [change for one in settings_of() for change in _differs(one, old, new, one.path, "")]


def _differs(one: Setting, old: Data, new: Data, path: str, lead: str) -> Iterator[Change]:
    before, after = get(old, one.path), get(new, one.path)
    if before == after:
        return
    if one.kind is Kind.ENTRIES:
        yield from _in_list(one, entries_of(before), entries_of(after), path, f"{lead}{one.title}")
    else:
        section = f"{one.section}: " if one.section else ""
        title = f"{lead}{section}{one.title}"
        yield Change(path, title, in_words(one, before), in_words(one, after))


def _in_list(
    one: Setting, before: list[Data], after: list[Data], path: str, lead: str
) -> Iterator[Change]:
    was = dict(zip(handles(before), before, strict=True))
    now = dict(zip(handles(after), after, strict=True))
    for handle in was:
        if handle not in now:
            yield Change(path, lead, names(one, [was[handle]])[0], say("removed"))
    for handle, entry in now.items():
        name = names(one, [entry])[0]
        if handle not in was:
            yield Change(path, lead, say(NOTHING), name)
        elif part_of(one, was[handle]) is not part_of(one, entry):
            yield Change(path, lead, names(one, [was[handle]])[0], name)
        else:
            for inner in settings_of(part_of(one, entry)):
                yield from _differs(inner, was[handle], entry, path, f"{lead}, “{name}”: ")
    kept = [handle for handle in was if handle in now]
    if kept != [handle for handle in now if handle in was]:
        told = (_joined(names(one, entries)) for entries in (before, after))
        yield Change(path, say("{lead}: their order", lead=lead), *told)
