"""A row with sealed text, of no room: its table is made for the tests of the vault only."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

from django.apps.registry import Apps
from django.db import models

from mentorhouse.access.models import Identified
from mentorhouse.access.policy import Capability, Relation
from mentorhouse.access.relations import MATCHER, Viewer, relations_to
from mentorhouse.accounts.models import User
from mentorhouse.vault.fields import SealedField
from mentorhouse.vault.keys import KeyOwner
from mentorhouse.vault.sealing import seal

AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
CANARY = "canary: she told me about her illness"


class Letter(Identified):
    """Written by one person; the matching run may use it without showing it."""

    author = models.UUIDField(default=uuid4)
    pair = models.UUIDField(default=uuid4)
    programme = models.UUIDField(null=True)
    body = SealedField(
        readable_by=Capability.READ_IDENTITY, usable_by=Capability.USE_IDENTITY_IN_MATCHING
    )
    reply = SealedField(
        readable_by=Capability.READ_IDENTITY, usable_by=Capability.USE_IDENTITY_IN_MATCHING
    )

    class Meta:
        app_label = "tests"
        apps = Apps()  # apart from the product's own models

    def sealed_for(self) -> KeyOwner:
        return KeyOwner("partnership", self.pair)

    def programme_id_for_audit(self) -> UUID | None:
        return self.programme


@relations_to.register
def _(row: Letter, viewer: Viewer) -> frozenset[Relation]:
    if viewer is MATCHER:
        return frozenset({Relation.MATCHER})
    return frozenset({Relation.SELF}) if viewer.pk == row.author else frozenset()


def somebody() -> User:
    return User(id=uuid4())


def make_letter(
    author: User, *, body: str | None = CANARY, reply: str | None = None, **more
) -> Letter:
    letter = Letter(author=author.pk, **more)
    seal(letter, body=body, reply=reply)
    letter.save()
    return letter
