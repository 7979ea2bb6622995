"""Searching a register (R5.02): mentors of one page, why each fits, and what else may be chosen.

The index says who could fit; `findable` is asked about everyone whom the page shows.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F, QuerySet

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import Viewer, require
from mentorhouse.people.models import Biography, Skill
from mentorhouse.people.queries import vocabulary, words_of
from mentorhouse.people.rules import Vocabulary
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.relations import day_of
from mentorhouse.register.models import SearchRow
from mentorhouse.register.queries.index import Choice, Held, held
from mentorhouse.register.queries.offered import offered_now, told_in
from mentorhouse.register.rules import bits
from mentorhouse.register.rules.finding import (
    CHOICES,
    FREE,
    HERE,
    PLACE,
    SKILL,
    TOWN,
    WORD,
    Told,
    Wanted,
    key_of,
    reasons,
)
from mentorhouse.register.rules.towns import near
from mentorhouse.register.rules.words import Asked, as_term, asked_in, words_in

SIZE = 20  # mentors of a page
FEW = 200  # so many are all looked at, and counted exactly
MOST_WISHES = 10


@dataclass(frozen=True)
class Found:
    """One mentor on a page of results."""

    participation: Participation
    told: Told
    why: tuple[str, ...]

    @property
    def is_free(self) -> bool:
        """Whether the mentor has a place left: nobody can turn to one who has none."""
        return self.participation.places_taken < self.participation.capacity


@dataclass(frozen=True)
class Option:
    """A value to choose, with how many of those found have it."""

    value: str
    label: str
    count: int


@dataclass(frozen=True)
class Results:
    """One page of what was found."""

    rows: tuple[Found, ...]
    number: int
    total: int
    options: Mapping[str, tuple[Option, ...]]
    slips: tuple[tuple[str, tuple[str, ...]], ...]  # a word nobody uses, and what was taken for it
    ready: bool = True  # whether there is an index yet


@dataclass(frozen=True)
class _Narrowed:
    """The mentors whom each part of a search leaves; the order is worked out from `likes`."""

    parts: Mapping[str, int]
    likes: tuple[int, ...]
    slips: tuple[tuple[str, tuple[str, ...]], ...]


def search(
    viewer: Viewer, programme: Programme, wanted: Wanted, *, page: int, at: datetime
) -> Results:
    """Search the register of a programme for a mentee."""
    require(viewer, Capability.SEARCH_REGISTER, programme)
    index, words = held(programme), vocabulary()
    if index is None:
        return Results((), 1, 0, {}, (), ready=False)
    asked = asked_in(wanted.words, words)
    own = words_of(viewer.pk)[Skill.Kind.DEVELOPING][:MOST_WISHES]
    wishes = tuple(as_term(word, words) for word in own)
    said, asked = _narrowed(index, wanted, asked, wishes, words)
    found = _all_of(said.parts.values())
    total = found.bit_count()
    if total <= FEW:
        found = _still(index, programme, found, wanted, at=at)
        total = found.bit_count()
    number = min(max(page, 1), max(1, -(-total // SIZE)))
    order = _ordered(found, said.likes, start=_start(index, at), first=(number - 1) * SIZE)
    rows = _page(index, programme, order, wanted, at=at)
    shown = tuple(
        Found(part, told, reasons(told, wanted, asked, wishes, words)) for part, told in rows
    )
    return Results(shown, number, total, _options(index, said, wanted, words), said.slips)


def seeker_in(viewer: Viewer, programme: Programme) -> UUID | None:
    """Return the viewer’s own place as a mentee, for links; whoever searches has one."""
    mine = Participation.objects.filter(programme=programme, person=viewer.pk)
    return mine.filter(role=Participation.Role.MENTEE).values_list("pk", flat=True).first()


def _all_of(rows: Iterable[int]) -> int:
    found = -1
    for row in rows:
        found &= row
    return found


def _any_of(rows: Iterable[int]) -> int:
    found = 0
    for row in rows:
        found |= row
    return found


def _narrowed(
    index: Held, wanted: Wanted, asked: tuple[Asked, ...], wishes: tuple[Asked, ...],
    words: Vocabulary,
) -> tuple[_Narrowed, tuple[Asked, ...]]:  # fmt: skip
    """Return the mentors whom each part leaves, and what was asked with slips put right."""
    parts = {"here": index.bits([HERE])[HERE]}
    likes, slips, meant = [], [], []
    for place, one in enumerate(asked):
        row, like, taken = _anywhere(index, one, words)
        parts[f"word {place}"] = row
        likes.append(like)
        if taken:
            slips.append((one.typed, taken))
        meant += [as_term(word, words) for word in taken] or [one]
    likes += [_skilled(index, wish) for wish in wishes]
    if wanted.free:
        parts["free"] = index.bits([FREE])[FREE]
    if wanted.place:
        parts["place"] = _placed(index, wanted)
    for choice, value in wanted.chosen:
        keys = _same(choice, value, words)
        parts[choice] = _any_of(index.bits(keys).values())
    return _Narrowed(parts, tuple(likes), tuple(slips)), tuple(meant)


def _anywhere(index: Held, one: Asked, words: Vocabulary) -> tuple[int, int, tuple[str, ...]]:
    """Return who tells of something, who offers it as a skill, and what a slip was taken for."""
    row, like = _worded(index, one), _skilled(index, one)
    if row | like or one.term:
        return row | like, like, ()
    taken = tuple(index.known.like(one.typed))
    for word in taken:
        meant = as_term(word, words)
        row |= _worded(index, meant)
        like |= _skilled(index, meant)
    return row | like, like, taken


def _worded(index: Held, one: Asked) -> int:
    """Return who uses one of the words for something, all words of a phrase in any order."""
    found = 0
    for same in one.same:
        phrase = words_in(same)
        if not phrase:
            continue
        keys = {f"{WORD}:{word}" for word in phrase}
        found |= _all_of(index.bits(keys).values())
        if len(phrase) == 1:
            more = [f"{WORD}:{word}" for word in index.known.beginning(same)]
            found |= _any_of(index.bits(more).values())
    return found


def _skilled(index: Held, one: Asked) -> int:
    return _any_of(index.bits(f"{SKILL}:{same}" for same in one.same).values())


def _placed(index: Held, wanted: Wanted) -> int:
    words = words_in(wanted.place)
    found = _all_of(index.bits(f"{PLACE}:{word}" for word in words).values()) if words else 0
    if wanted.town:
        towns = near(wanted.town, wanted.within)
        found |= _any_of(index.bits(f"{TOWN}:{town}" for town in towns).values())
    return found


def _same(choice: str, value: str, words: Vocabulary) -> set[str]:
    """Return the keys that a choice stands for: of a skill, those of its synonyms too."""
    if choice != "skill":
        return {f"{CHOICES[choice]}:{value}"}
    return {key_of(choice, same) for same in as_term(value, words).same}


def _still(index: Held, programme: Programme, found: int, wanted: Wanted, *, at: datetime) -> int:
    """Leave those of a few whom mentees may find at this moment."""
    numbers = _numbered(index, bits.numbers(found))
    live = _live(programme, numbers, wanted, at=at).values_list("pk", flat=True)
    return bits.of(numbers[pk] for pk in live)


def _numbered(index: Held, numbers: Iterable[int]) -> dict[UUID, int]:
    """Return the mentors who have some numbers.

    Asked for by themselves, so that no database reads a whole register to find a page of it.
    """
    rows = SearchRow.objects.filter(index=index.pk, number__in=list(numbers))
    return dict(rows.values_list("participation", "number"))


def _live(
    programme: Programme, mentors: Collection[UUID], wanted: Wanted, *, at: datetime
) -> QuerySet[Participation]:
    rows = offered_now(programme, at=at).filter(pk__in=mentors)
    return rows.filter(places_taken__lt=F("capacity")) if wanted.free else rows


def _start(index: Held, at: datetime) -> int:
    """Return who comes first today among equals, so that nobody always does."""
    return day_of(at).toordinal() * 7919 % max(index.size, 1)


def _ordered(found: int, likes: Iterable[int], *, start: int, first: int) -> list[int]:
    """Return the numbers of one page: who has most of what is looked for comes first."""
    page: list[int] = []
    for level in bits.levels(found, likes):
        for row in bits.turned(level, start):
            count = row.bit_count()
            if first < count:
                page += bits.cut(row, first, SIZE - len(page))
            first = max(0, first - count)
            if len(page) == SIZE:
                return page
    return page


def _page(
    index: Held, programme: Programme, numbers: list[int], wanted: Wanted, *, at: datetime
) -> list[tuple[Participation, Told]]:
    place = _numbered(index, numbers)
    live = _live(programme, place, wanted, at=at).select_related("person")
    rows = {place[row.pk]: row for row in live}
    people = [row.person_id for row in rows.values()]
    published = Biography.objects.filter(published=True, person__in=people)
    told = {row.person_id: row for row in published.select_related("person__organisation")}
    page = []
    for number in numbers:
        row = rows.get(number)
        if row is not None and row.person_id in told:
            row.person = told[row.person_id].person
            page.append((row, told_in(told[row.person_id])))
    return page


def _options(
    index: Held, said: _Narrowed, wanted: Wanted, words: Vocabulary
) -> dict[str, tuple[Option, ...]]:
    """Count each value among those whom all other parts of the search leave."""
    chosen, options = dict(wanted.chosen), {}
    for choice, values in index.choices.items():
        others = _all_of(row for part, row in said.parts.items() if part != choice)
        lines: dict[str, Option] = {}
        for value in values:
            option = _option(index, choice, value, others, words)
            if option.count or option.value == chosen.get(choice):
                lines.setdefault(option.value, option)
        options[choice] = tuple(sorted(lines.values(), key=lambda one: one.label.casefold()))
    return options


def _option(index: Held, choice: str, value: Choice, others: int, words: Vocabulary) -> Option:
    mine, label = value.key[2:], value.label
    if choice == "skill":
        label = words.name(label)
        keys = _same(choice, mine, words)
        mine = key_of(choice, label)[2:]
    else:
        keys = {value.key}
    return Option(mine, label, (_any_of(index.bits(keys).values()) & others).bit_count())
