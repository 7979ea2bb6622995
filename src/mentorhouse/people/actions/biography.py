"""Writing a biography, and publishing it (R1.04)."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import require
from mentorhouse.access.states import NotNow
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import say
from mentorhouse.people.actions.following import tell_followers
from mentorhouse.people.actions.words import replace_words
from mentorhouse.people.models import Biography, Person, Skill
from mentorhouse.people.rules import ChangedSince

BIOGRAPHY_WRITTEN = audit.Act("biography.written", "changed the draft of their biography")
BIOGRAPHY_PUBLISHED = audit.Act("biography.published", "published their biography")
BIOGRAPHY_TAKEN_BACK = audit.Act("biography.taken_back", "took their biography back")

TOLD = (
    "about", "experience", "skills", "sectors", "career_path", "expect", "ways", "places",
    "availability", "capacity",
)  # fmt: skip


def write_biography(
    person: Person, told: Mapping[str, object], *, version: int, by: User, at: datetime
) -> Biography:
    """Keep a draft. `version` is what its writer began from, 0 for nothing; nobody else sees it."""
    with transaction.atomic():
        owner = _locked(person, by)
        row = Biography.objects.filter(person=owner, published=False).first()
        if (row.version if row else 0) != version:
            raise ChangedSince
        row = row or Biography(person=owner, version=0)
        for name in TOLD:
            setattr(row, name, told[name])
        row.version += 1
        row.changed_at = at
        row.save()
        audit.record(BIOGRAPHY_WRITTEN, by=by, on=owner, at=at)
    return row


def publish_biography(person: Person, *, version: int, by: User, at: datetime) -> Biography:
    """Publish the draft that its owner has looked at. Twice is as once."""
    with transaction.atomic():
        owner = _locked(person, by)
        draft = Biography.objects.filter(person=owner, published=False).first()
        if draft is None:
            raise NotNow(say("There is nothing to publish yet. Write your biography first."))
        if draft.version != version:
            raise ChangedSince
        row, made = Biography.objects.get_or_create(
            person=owner, published=True, defaults={"changed_at": at, "version": 0}
        )
        if not made and row.version == draft.version:
            return row  # pressed twice
        for name in TOLD:
            setattr(row, name, getattr(draft, name))
        row.version, row.changed_at = draft.version, at
        row.save()
        owner.ways = ",".join(row.ways)  # the newest word on it, for rules (R5.04)
        owner.save(update_fields=["ways"])
        replace_words(owner, Skill.Kind.OFFERED, row.skills)
        tell_followers([owner.pk])
        audit.record(BIOGRAPHY_PUBLISHED, by=by, on=owner, at=at)
    return row


def take_biography_back(person: Person, *, by: User, at: datetime) -> None:
    """Let nobody read it any more; the draft stays. Twice is as once."""
    with transaction.atomic():
        owner = _locked(person, by)
        gone, _ = Biography.objects.filter(person=owner, published=True).delete()
        if not gone:
            return
        replace_words(owner, Skill.Kind.OFFERED, ())
        tell_followers([owner.pk])
        audit.record(BIOGRAPHY_TAKEN_BACK, by=by, on=owner, at=at)


def _locked(person: Person, by: User) -> Person:
    owner = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    require(by, Capability.EDIT_OWN_PROFILE, owner)
    return owner
