"""With whom somebody must not be matched, by their own word (R5.04)."""

from typing import ClassVar

from django.db import models

from mentorhouse.access.models import Identified
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.people.models.profile import Person

P = PrivacyClass


class Conflict(Identified):
    """A conflict of interest that somebody declares: no reason is asked, and nobody is told.

    For rules alone, as a line manager's address is; it is shown to the person who declared it.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="conflicts")
    email = models.EmailField()
    declared_at = models.DateTimeField()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "person": P.PERSONAL,
        "email": P.PERSONAL,
        "declared_at": P.PERSONAL,
    }

    class Meta:
        ordering = ("declared_at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("person", "email"), name="one_conflict_a_pair")
        ]
