"""What finds a mentor, and why somebody was found, in words (R5.02). Plain values."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from mentorhouse.languages.saying import mark, say
from mentorhouse.people.rules import WAYS, Vocabulary, fold, listed
from mentorhouse.register.rules.towns import miles, towns_in
from mentorhouse.register.rules.words import Asked, words_in

WORD, PLACE, TOWN, FLAG, SKILL = "w", "y", "t", "f", "s"
# The choices of a search: the letter of their keys.
CHOICES: Mapping[str, str] = {
    "skill": SKILL,
    "sector": "c",
    "organisation": "o",
    "grade": "g",
    "profession": "p",
    "language": "l",
    "way": "m",
}
HERE, FREE = "f:here", "f:free"
LONGEST_KEY = 240
MOST_WORDS = 1500  # of one mentor
Labels = dict[str, str]  # key → how it is written


@dataclass(frozen=True)
class Told:
    """What a mentor has published, as far as a search looks at it."""

    name: str = ""
    job: str = ""
    organisation: str = ""
    organisation_key: str = ""
    grade: str = ""
    profession: str = ""
    location: str = ""
    languages: str = ""
    about: str = ""
    skills: tuple[str, ...] = ()
    sectors: str = ""
    ways: tuple[str, ...] = ()
    places: str = ""

    @property
    def words(self) -> set[str]:
        """All words, as they are compared."""
        return words_in(
            self.name, self.job, self.organisation, self.profession, self.location, self.about,
            *self.skills, self.sectors, self.places,
        )  # fmt: skip

    @property
    def towns(self) -> tuple[str, ...]:
        """The towns where they work or can meet."""
        return tuple(dict.fromkeys((*towns_in(self.location), *towns_in(self.places))))


def keys_of(told: Told) -> Labels:
    """Return the keys that find a mentor, with labels where a choice shows them."""
    found = dict(_choices_of(told))
    found |= {f"{WORD}:{word}": "" for word in sorted(told.words)[:MOST_WORDS]}
    found |= {f"{PLACE}:{word}": "" for word in words_in(told.location, told.places)}
    found |= {f"{TOWN}:{town}": "" for town in told.towns}
    return {key[:LONGEST_KEY]: label[:200] for key, label in found.items()}


def _choices_of(told: Told) -> Iterator[tuple[str, str]]:
    if told.organisation_key:
        yield f"{CHOICES['organisation']}:{told.organisation_key}", told.organisation
    for name, values in (
        ("skill", told.skills),
        ("sector", listed(told.sectors)),
        ("grade", (told.grade,)),
        ("profession", (told.profession,)),
        ("language", listed(told.languages)),
    ):
        for value in values:
            if fold(value):
                yield key_of(name, value), " ".join(value.split())
    for way in told.ways:
        if way in WAYS:
            yield f"{CHOICES['way']}:{way}", ""


def key_of(choice: str, value: str) -> str:
    """Return the key of a choice."""
    return f"{CHOICES[choice]}:{fold(value)}"[:LONGEST_KEY]


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for; what is empty narrows nothing."""

    words: str = ""
    place: str = ""
    within: int = 0
    free: bool = False
    chosen: tuple[tuple[str, str], ...] = ()  # choice → value as in its key

    @property
    def town(self) -> str:
        """The town that the place names, if it is one that we know."""
        return next(iter(towns_in(self.place)), "")

    def __bool__(self) -> bool:
        return bool(self.words or self.place or self.free or self.chosen)


WORKS_AT = mark("Works at {name}.")
CHOICE_REASONS: Mapping[str, str] = {
    "skill": mark("Offers {name}."),
    "sector": mark("Knows this sector: {name}."),
    "organisation": WORKS_AT,
    "grade": mark("Grade or level: {name}."),
    "profession": mark("Profession: {name}."),
    "language": mark("Speaks {name}."),
    "way": mark("Meets in this way: {name}."),
}


def reasons(
    told: Told, wanted: Wanted, asked: Iterable[Asked], wishes: Iterable[Asked], words: Vocabulary
) -> tuple[str, ...]:
    """Say why a mentor was found, from what they tell now and nothing else."""
    offered = {words.key(skill): words.name(skill) for skill in told.skills}
    found: dict[str, None] = {}
    for one in asked:
        found[_why(one, told, offered, words)] = None
    for wish in wishes:
        if (skill := _offered(wish, offered, words)) is not None:
            found[say("Offers {skill}, which you want to develop.", skill=skill)] = None
    for choice, name in _met(told, wanted, words):
        found[say(CHOICE_REASONS[choice], name=name)] = None
    found |= dict.fromkeys(_where(told, wanted))
    return tuple(reason for reason in found if reason)


def _offered(one: Asked, offered: Mapping[str, str], words: Vocabulary) -> str | None:
    return next((offered[key] for key in map(words.key, one.same) if key in offered), None)


def _why(one: Asked, told: Told, offered: Mapping[str, str], words: Vocabulary) -> str:
    skill = _offered(one, offered, words)
    if skill is not None:
        return say("Offers {skill}, which you look for.", skill=skill)
    said = next((word for word in one.same if words_in(word) <= told.words), None)
    if said is None:
        return ""
    if words_in(said) <= words_in(told.name):
        return say("Is called {name}.", name=told.name)
    return say("Names “{word}”, which you look for.", word=said)


def _met(told: Told, wanted: Wanted, words: Vocabulary) -> Iterator[tuple[str, str]]:
    labels = dict(_choices_of(told))
    for choice, value in wanted.chosen:
        for key, label in labels.items():
            kind, _, theirs = key.partition(":")
            if kind != CHOICES[choice]:
                continue
            if choice == "skill" and words.key(theirs) == words.key(value):
                yield choice, words.name(label)
            elif theirs == value:
                yield choice, say(WAYS[theirs]) if choice == "way" else label


def _where(told: Told, wanted: Wanted) -> Iterator[str]:
    if not wanted.place:
        return
    town = wanted.town
    for name, text in ((mark("Works in {place}."), told.location),
                       (mark("Can meet in {place}."), told.places)):  # fmt: skip
        if words_in(wanted.place) and words_in(wanted.place) <= words_in(text):
            yield say(name, place=text)
            return
    far = [(miles(town, other), other) for other in told.towns] if town else []
    if far:
        distance, nearest = min(far)
        yield say(
            "Works or meets in {place}, about {miles} miles from {town}.",
            place=nearest, miles=distance, town=town,
        )  # fmt: skip
