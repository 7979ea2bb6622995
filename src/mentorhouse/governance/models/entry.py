"""What every entry of these pages has: its programme, a version, and perhaps somebody's duty."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from mentorhouse.access.models import Identified
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.programmes.models import Programme

P = PrivacyClass
ENTRY: PrivacyClasses = {"id": P.OPERATIONAL, "programme": P.OPERATIONAL, "version": P.OPERATIONAL}
OWNED: PrivacyClasses = {**ENTRY, "owner": P.PERSONAL, "owner_name": P.PERSONAL}


class Entry(Identified):
    """Something that a co-ordinator keeps. `version` grows with every change of it."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True

    @classmethod
    def rows(cls) -> models.QuerySet[Self]:
        """Return all rows of this kind; for queries and actions that serve every kind."""
        return cls._default_manager.all()


class Owned(Entry):
    """An entry that is somebody's duty: an account of this programme's circle, or a name.

    `OPEN` says which rows still wait for their owner; a hand-over moves those (R2.08).
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    owner_name = models.CharField(max_length=200, blank=True)

    OPEN: ClassVar[Q] = Q()

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(owner__isnull=False) | ~Q(owner_name=""),
                name="%(app_label)s_%(class)s_has_owner",
            )
        ]

    @property
    def owner_words(self) -> str:
        """Who sees to it, as shown."""
        if self.owner is None:
            return self.owner_name
        person = getattr(self.owner, "person", None)
        return person.name if person else self.owner.email
