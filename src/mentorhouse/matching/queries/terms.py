"""The sets of words that a run compares: skills, interests, languages, and private wishes.

Words are compared by their term in the vocabulary, so that a synonym counts as the same (R1.05).
Wishes come from answers opened as the matching run; they go into the engine and nowhere else.
"""

from collections.abc import Iterable, Mapping
from uuid import UUID

from mentorhouse.people.models import IdentityAnswer, Skill
from mentorhouse.people.queries import skills_of, vocabulary, ways_of
from mentorhouse.people.rules import Vocabulary, fold, listed
from mentorhouse.programmes.design import Design, PartnerWishes, PersonField, Shares
from mentorhouse.programmes.models import Participation, Programme

Terms = Mapping[str, frozenset[str]]
Kind, Words = IdentityAnswer.Kind, Skill.Kind
FEW = 50  # so few are named to the database one by one
NO_WORDS: Mapping[str, tuple[str, ...]] = {}


def terms_of(
    programme: Programme,
    design: Design,
    values: Mapping[UUID, Mapping[str, str]],
    said: Mapping[UUID, Mapping[str, str]],
) -> dict[UUID, Terms]:
    """Return the words of people, by their identifier; nothing where the design asks for none.

    `values` is what each says in the profile, `said` their private answers.
    """
    wishes = any(isinstance(part, PartnerWishes) for part in design.matching.private)
    if not wishes and not any(isinstance(part, Shares) for part in design.matching.criteria):
        return {}
    taking_part = Participation.objects.filter(programme=programme)
    if len(values) <= FEW:
        taking_part = taking_part.filter(person__in=list(values))
    here = taking_part.values("person")
    known, skills = vocabulary(), skills_of(here)
    ways = ways_of(here) if wishes else {}
    found: dict[UUID, Terms] = {}
    for person, profile in values.items():
        words = skills.get(person, NO_WORDS)
        shared = _shared(known, words, profile)
        more = {
            "wishes": _wishes(known, said.get(person, {})),
            "is": _is(known, words, profile, ways.get(person, frozenset())),
        }
        found[person] = shared | (more if wishes else {})
    return found


def skills_in(programme: Programme, values: Mapping[UUID, Mapping[str, str]]) -> dict[UUID, Terms]:
    """Return what people offer and want to develop, whatever the design asks for."""
    here = Participation.objects.filter(programme=programme).values("person")
    known, skills = vocabulary(), skills_of(here)
    return {
        person: _shared(known, skills.get(person, NO_WORDS), profile)
        for person, profile in values.items()
    }


def _shared(
    known: Vocabulary, words: Mapping[str, tuple[str, ...]], profile: Mapping[str, str]
) -> dict[str, frozenset[str]]:
    return {
        "developing": _named(known, words.get(Words.DEVELOPING, ())),
        "offered": _named(known, words.get(Words.OFFERED, ())),
        "interests": _named(known, words.get(Words.INTEREST, ())),
        "languages": frozenset(listed(profile.get("languages", ""))),
    }


def _named(known: Vocabulary, words: Iterable[str]) -> frozenset[str]:
    """Return the names of terms; people's own words without accents, as they are compared."""
    return frozenset(entry.name if (entry := known.term(word)) else fold(word) for word in words)


def _wishes(known: Vocabulary, said: Mapping[str, str]) -> frozenset[str]:
    return frozenset(
        _term(kind, word, known) for kind in WISHED for word in listed(said.get(kind, ""))
    )


def _is(
    known: Vocabulary,
    words: Mapping[str, tuple[str, ...]],
    profile: Mapping[str, str],
    ways: Iterable[str],
) -> frozenset[str]:
    """Return every wish that somebody meets."""
    place = profile.get(PersonField.LOCATION, "")
    holds: dict[str, Iterable[str]] = {
        Kind.WANTS_ORGANISATION: [profile.get(PersonField.ORGANISATION, "")],
        Kind.WANTS_PROFESSION: [profile.get(PersonField.PROFESSION, "")],
        Kind.WANTS_LOCATION: [place, *listed(place)],
        Kind.WANTS_EXPERIENCE: [word for kind in words.values() for word in kind],
        Kind.WANTS_WAY: ways,
    }
    return frozenset(
        _term(kind, word, known) for kind, held in holds.items() for word in held if fold(word)
    )


WISHED = (
    Kind.WANTS_ORGANISATION, Kind.WANTS_PROFESSION, Kind.WANTS_EXPERIENCE, Kind.WANTS_LOCATION,
    Kind.WANTS_WAY,
)  # fmt: skip


def _term(kind: str, word: str, known: Vocabulary) -> str:
    """Return a wish as it is compared: what it is about, then the word."""
    return f"{kind}:{known.key(word) if kind == Kind.WANTS_EXPERIENCE else fold(word)}"
