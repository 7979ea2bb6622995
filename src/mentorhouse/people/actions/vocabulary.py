"""Keeping the vocabulary of skills: terms, synonyms, merging (R1.05).

The database lets each word stand once. What two co-ordinators do at once to one term goes by the
term's version; words that are taken out of the vocabulary stay with the people who use them.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.access.states import NotNow
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import say
from mentorhouse.people.models import Term, Word
from mentorhouse.people.rules import ChangedSince, distinct, fold

TERM_ADDED = audit.Act("vocabulary.added", "added a term to the vocabulary")
TERM_CHANGED = audit.Act("vocabulary.changed", "changed a term of the vocabulary")
TERMS_MERGED = audit.Act("vocabulary.merged", "merged two terms of the vocabulary")
TERM_REMOVED = audit.Act("vocabulary.removed", "took a term out of the vocabulary")
TERMS_BROUGHT = audit.Act("vocabulary.brought", "brought terms into the vocabulary")

Row = tuple[str, tuple[str, ...]]  # a term's name and its synonyms


class WordTaken(NotNow):
    """A word stands in the vocabulary already, for another term."""


def add_term(name: str, synonyms: Iterable[str], *, by: User, at: datetime) -> Term:
    """Add a term. Raises `WordTaken` if one of its words is there already."""
    with transaction.atomic():
        require(by, Capability.KEEP_VOCABULARY, Term())
        term = Term.objects.create()
        _put(term, name, synonyms)
        audit.record(TERM_ADDED, by=by, on=term, at=at)
    return term


def change_term(
    term: Term, name: str, synonyms: Iterable[str], *, version: int, by: User, at: datetime
) -> Term:
    """Rename a term and say anew which synonyms it has. The old name stays one."""
    with transaction.atomic():
        row = _locked([term.pk], by)[term.pk]
        if row.version != version:
            raise ChangedSince
        known = {word.folded: word for word in row.words.all()}
        old = next(word.text for word in known.values() if word.is_name)
        kept = synonyms if fold(old) == fold(name) else (*synonyms, old)
        Word.objects.filter(term=row).delete()
        _put(row, name, kept)
        row.version += 1
        row.save(update_fields=["version"])
        audit.record(TERM_CHANGED, by=by, on=row, at=at)
    return row


def merge_terms(kept: Term, other: Term, *, by: User, at: datetime) -> Term:
    """Make all words of one term synonyms of another. Who uses them needs to do nothing."""
    with transaction.atomic():
        rows = _locked([kept.pk, other.pk], by)
        if kept.pk == other.pk:
            raise NotNow(say("Choose two different terms to merge."))
        moved = Word.objects.filter(term=rows[other.pk]).update(term=rows[kept.pk], is_name=False)
        rows[other.pk].delete()
        row = rows[kept.pk]
        row.version += 1
        row.save(update_fields=["version"])
        audit.record(TERMS_MERGED, by=by, on=row, at=at, detail={"words": moved})
    return row


def remove_term(term: Term, *, by: User, at: datetime) -> None:
    """Take a term and its synonyms out. What people wrote stays as their own words."""
    with transaction.atomic():
        row = _locked([term.pk], by)[term.pk]
        subject = audit.Subject("people.term", str(row.pk))
        row.delete()
        audit.record(TERM_REMOVED, by=by, on=subject, at=at)


def bring_in_terms(rows: Iterable[Row], *, by: User, at: datetime) -> tuple[int, int]:
    """Add terms and synonyms that are not there yet; return how many terms and synonyms came.

    A row one of whose words is known adds the others to that term. Twice is as once.
    """
    terms = synonyms = 0
    with transaction.atomic():
        require(by, Capability.KEEP_VOCABULARY, Term())
        list(Term.objects.select_for_update(no_key=True).order_by("pk"))
        known = dict(Word.objects.values_list("folded", "term"))
        for name, others in rows:
            words = distinct((name, *others))
            fresh = [word for word in words if fold(word) not in known]
            if not fresh:
                continue
            home = next((known[fold(word)] for word in words if fold(word) in known), None)
            if home is None:
                home, terms, synonyms = Term.objects.create().pk, terms + 1, synonyms - 1
                _add(home, fresh, named=True)
            else:
                _add(home, fresh)
            synonyms += len(fresh)
            known |= dict.fromkeys((fold(word) for word in fresh), home)
        detail: dict[str, object] = {"terms": terms, "synonyms": synonyms}
        audit.record(TERMS_BROUGHT, by=by, on=audit.Subject("people.term"), at=at, detail=detail)
    return terms, synonyms


def _locked(keys: Iterable[UUID], by: User) -> dict[UUID, Term]:
    """Lock terms in a fixed order, so that two merges of the same pair do not block each other."""
    wanted = set(keys)
    found = Term.objects.select_for_update(no_key=True).filter(pk__in=wanted).order_by("pk")
    rows = {row.pk: row for row in found}
    if rows.keys() != wanted:
        raise NotVisible  # another co-ordinator merged it or took it out
    for row in rows.values():
        require(by, Capability.KEEP_VOCABULARY, row)
    return rows


def _put(term: Term, name: str, synonyms: Iterable[str]) -> None:
    words = distinct((name, *synonyms))
    folded = [fold(word) for word in words]
    taken = Word.objects.filter(folded__in=folded).exclude(term=term).order_by("folded").first()
    if taken is not None:
        of = Word.objects.filter(term=taken.term_id, is_name=True).values_list("text", flat=True)
        raise WordTaken(
            say(
                "“{word}” is a word for “{term}” already. Leave it out here, or merge the two "
                "terms.",
                word=taken.text,
                term=of.first() or taken.text,
            )
        )
    _add(term.pk, words, named=True)


def _add(term_id: UUID, words: Iterable[str], *, named: bool = False) -> None:
    rows = [
        Word(term_id=term_id, text=word, folded=fold(word), is_name=named and place == 0)
        for place, word in enumerate(words)
    ]
    try:
        with transaction.atomic():
            Word.objects.bulk_create(rows)
    except IntegrityError as taken:
        raise WordTaken(
            say("Another co-ordinator has just added one of these words. Look at the list again.")
        ) from taken
