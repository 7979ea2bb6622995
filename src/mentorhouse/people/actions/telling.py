"""What a spreadsheet tells of people beside their profile: it fills gaps and changes no word."""

from collections.abc import Mapping
from datetime import datetime

from mentorhouse.people.models import Biography, Person, Skill
from mentorhouse.people.rules import ToldOf, distinct, fold

Kind = Skill.Kind


def tell_some(told: Mapping[Person, ToldOf], *, at: datetime) -> None:
    """Fill in what people have not said themselves; the deed around it locks and audits.

    A biography comes as a draft: its mentor looks at it and publishes it.
    """
    _words(told)
    mentors = {person: said for person, said in told.items() if said.of_a_mentor}
    drafts = [
        Biography(
            person=person,
            about=person.biography,
            experience=said.experience,
            skills=list(said.skills),
            places=said.places,
            availability=said.availability,
            changed_at=at,
        )
        for person, said in mentors.items()
    ]
    Biography.objects.bulk_create(drafts, ignore_conflicts=True)  # whoever has one keeps it


def _words(told: Mapping[Person, ToldOf]) -> None:
    known = set(
        Skill.objects.filter(person__in=[person.pk for person in told])
        .values_list("person", "kind")
        .distinct()
    )
    rows = [
        Skill(person=person, kind=kind.value, text=word, folded=fold(word))
        for person, said in told.items()
        for kind, words in (
            (Kind.OFFERED, said.skills),
            (Kind.INTEREST, said.interests),
            (Kind.DEVELOPING, said.developing),
        )
        if (person.pk, kind.value) not in known
        for word in distinct(words)
    ]
    Skill.objects.bulk_create(rows, ignore_conflicts=True)
