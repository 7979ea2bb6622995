"""Reads of the vocabulary of skills, and of the words that people use (R1.05)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery, UUIDField

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, may, require
from mentorhouse.people.models import Skill, Term, Word
from mentorhouse.people.rules import Entry, Vocabulary, fold

Kind = Skill.Kind
# Words of fewer people are shown to nobody who keeps the vocabulary.
FEWEST_PEOPLE = 5


def vocabulary() -> Vocabulary:
    """Return the whole vocabulary. One query; ask it once for many people."""
    names: dict[UUID, str] = {}
    synonyms: dict[UUID, list[str]] = defaultdict(list)
    for term, text, is_name in Word.objects.values_list("term", "text", "is_name"):
        if is_name:
            names[term] = text
        else:
            synonyms[term].append(text)
    return Vocabulary(
        tuple(Entry(str(term), name, tuple(synonyms[term])) for term, name in names.items())
    )


def skills_of(
    people: Iterable[UUID] | QuerySet[Any, Any],
) -> dict[UUID, dict[str, tuple[str, ...]]]:
    """Return what these people offer, like and want to develop, as typed, by kind.

    Give a query where there are many people: then the database narrows by itself.
    """
    found: dict[UUID, dict[str, list[str]]] = defaultdict(lambda: {k.value: [] for k in Kind})
    here = people if isinstance(people, QuerySet) else list(people)
    rows = Skill.objects.filter(person__in=here).order_by("pk")
    for person, kind, text in rows.values_list("person", "kind", "text"):
        found[person][kind].append(text)
    return {
        person: {kind: tuple(sorted(words, key=fold)) for kind, words in kinds.items()}
        for person, kinds in found.items()
    }


def words_of(person_id: UUID) -> dict[str, tuple[str, ...]]:
    """Return what one person offers, likes and wants to develop; every kind is there."""
    return skills_of([person_id]).get(person_id, {kind.value: () for kind in Kind})


def may_keep_vocabulary(viewer: Viewer) -> bool:
    """Whether the viewer keeps the vocabulary."""
    return may(viewer, Capability.KEEP_VOCABULARY, Term())


def terms_for(viewer: Viewer, *, find: str = "") -> QuerySet[Word]:
    """Return the names of terms in the order of the alphabet; `find` looks at synonyms too."""
    require(viewer, Capability.KEEP_VOCABULARY, Term())
    rows = Word.objects.filter(is_name=True).select_related("term").order_by("folded", "pk")
    if find.strip():
        rows = rows.filter(term__words__folded__contains=fold(find)).distinct()
    return rows.prefetch_related("term__words")


def term_for(viewer: Viewer, term_id: UUID) -> Term:
    """Return one term with its words."""
    term = Term.objects.prefetch_related("words").filter(pk=term_id).first()
    if term is None:
        raise NotVisible
    require(viewer, Capability.KEEP_VOCABULARY, term)
    return term


def used_by(terms: Iterable[UUID]) -> Mapping[UUID, int]:
    """Count how many people use a word of each term, whatever they use it for."""
    words = Word.objects.filter(term__in=list(terms))
    homes = Word.objects.filter(folded=OuterRef("folded")).values("term")[:1]
    which = Subquery(homes, output_field=UUIDField())
    rows = (
        Skill.objects.filter(folded__in=words.values("folded"))
        .annotate(which=which)
        .values_list("which")
        .annotate(Count("person", distinct=True))
        .order_by()
    )
    return dict(rows)


def words_not_in_it(viewer: Viewer, *, most: int = 50) -> list[tuple[str, int]]:
    """Return what many people offer that is no word of the vocabulary, the most frequent first.

    Only what mentors publish is looked at, and only words that several of them use.
    """
    require(viewer, Capability.KEEP_VOCABULARY, Term())
    rows = (
        Skill.objects.filter(kind=Kind.OFFERED)
        .exclude(folded__in=Word.objects.values("folded"))
        .values_list("folded")
        .annotate(Count("person", distinct=True))
        .filter(person__count__gte=FEWEST_PEOPLE)
        .order_by("-person__count", "folded")
    )
    return list(rows[:most])
