"""Writing what one likes and wants to develop, in one's own words (R1.05)."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import require
from mentorhouse.accounts.models import User
from mentorhouse.people.models import Person, Skill
from mentorhouse.people.rules import distinct, fold

WORDS_CHANGED = audit.Act("person.words_changed", "changed their interests or what they develop")

OWN_KINDS = frozenset({Skill.Kind.INTEREST, Skill.Kind.DEVELOPING})


def keep_words(
    person: Person, words: Mapping[Skill.Kind, Iterable[str]], *, by: User, at: datetime
) -> None:
    """Keep one's interests and what one wants to develop. What is offered comes by publishing."""
    if not OWN_KINDS.issuperset(words):
        raise ValueError("Skills that somebody offers are published with their biography.")
    with transaction.atomic():
        owner = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        require(by, Capability.EDIT_OWN_PROFILE, owner)
        for kind, said in words.items():
            replace_words(owner, kind, said)
        audit.record(WORDS_CHANGED, by=by, on=owner, at=at)


def replace_words(owner: Person, kind: Skill.Kind, words: Iterable[str]) -> None:
    """Put these words in the place of those of a kind. The deed around it locks and audits."""
    Skill.objects.filter(person=owner, kind=kind).delete()
    Skill.objects.bulk_create(
        Skill(person=owner, kind=kind, text=word, folded=fold(word)) for word in distinct(words)
    )
