"""Reads of biographies: the draft and the published one, drawn alike (R1.04)."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, require
from mentorhouse.languages.saying import say
from mentorhouse.people.models import Biography, Evidence, Person
from mentorhouse.people.queries.vocabulary import Kind, vocabulary, words_of
from mentorhouse.people.rules import WAYS, listed
from mentorhouse.people.states import EvidenceState


@dataclass(frozen=True)
class Card:
    """What somebody who may look sees of a mentor. The preview is made of the same values."""

    person: Person
    biography: Biography
    skills: tuple[str, ...]
    interests: tuple[str, ...]
    languages: tuple[str, ...]
    ways: tuple[str, ...]
    background: tuple[Evidence, ...]  # what a co-ordinator has verified, and nothing else


def card(viewer: Viewer, person: Person) -> Card:
    """Return what the viewer sees of a mentor. Raises `NotVisible` while nothing is published."""
    row = Biography.objects.select_related("person").filter(person=person, published=True).first()
    if row is None:
        raise NotVisible
    require(viewer, Capability.READ_BIOGRAPHY, row)
    return _card(person, row)


def card_of(viewer: Viewer, person_id: UUID) -> Card:
    """Return the card of somebody by their identifier; who nobody is looks the same."""
    person = Person.objects.select_related("organisation").filter(pk=person_id).first()
    if person is None:
        raise NotVisible
    return card(viewer, person)


def preview(viewer: Viewer, person: Person) -> Card:
    """Return what mentees would see if the draft were published now."""
    row = own_draft(viewer, person)
    if row is None:
        raise NotVisible
    return _card(person, row)


def own_draft(viewer: Viewer, person: Person) -> Biography | None:
    """Return one's own draft, if there is one."""
    require(viewer, Capability.READ_OWN_PROFILE, person)
    return Biography.objects.filter(person=person, published=False).first()


def own_published(viewer: Viewer, person: Person) -> Biography | None:
    """Return one's own published biography, if there is one."""
    require(viewer, Capability.READ_OWN_PROFILE, person)
    return Biography.objects.filter(person=person, published=True).first()


def has_published(person_id: UUID) -> bool:
    """Whether a mentor has published a biography. Who may read it is asked when it is opened."""
    return Biography.objects.filter(person=person_id, published=True).exists()


def ways_of(people: QuerySet[Any, Any]) -> dict[UUID, frozenset[str]]:
    """Return the ways of meeting that these people have published."""
    rows = Biography.objects.filter(published=True, person__in=people)
    return {person: frozenset(ways) for person, ways in rows.values_list("person", "ways")}


def _card(person: Person, row: Biography) -> Card:
    words = vocabulary()
    interests = words_of(person.pk)[Kind.INTEREST]
    verified = Evidence.objects.filter(person=person, state=EvidenceState.VERIFIED.value)
    return Card(
        person,
        row,
        tuple(words.name(word) for word in row.skills),
        tuple(words.name(word) for word in interests),
        listed(person.languages),
        tuple(say(WAYS[way]) for way in row.ways if way in WAYS),
        tuple(verified),
    )
