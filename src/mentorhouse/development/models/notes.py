"""What one person keeps for themselves in a partnership, under a key of their own (R6.13)."""

from typing import ClassVar

from django.db import models

from mentorhouse.access.models import Identified
from mentorhouse.access.policy import Capability
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.partnerships.models import Partnership
from mentorhouse.people.models import Person
from mentorhouse.vault.fields import SealedField
from mentorhouse.vault.keys import KeyOwner

P = PrivacyClass


class Notebook(Identified):
    """One person's private book in one partnership: its key opens their notes and private goals."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="notebooks")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    begun_at = models.DateTimeField()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "partnership": P.OPERATIONAL,
        "person": P.PERSONAL,
        "begun_at": P.PERSONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("partnership", "person"), name="one_notebook_a_person")
        ]

    def sealed_for(self) -> KeyOwner:
        """Return the book's own key: neither the pair's, nor any other of the person's."""
        return KeyOwner("notebook", self.pk)


class Note(Identified):
    """One private note. Nobody but its author ever reads it."""

    notebook = models.ForeignKey(Notebook, on_delete=models.CASCADE, related_name="notes")
    # The name of the form that made it, so that sending it twice makes one note.
    once = models.UUIDField()
    revision = models.PositiveIntegerField(default=1)
    written_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    words = SealedField(readable_by=Capability.READ_OWN_NOTES)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "notebook": P.PERSONAL,
        "once": P.OPERATIONAL,
        "revision": P.OPERATIONAL,
        "written_at": P.PERSONAL,
        "changed_at": P.PERSONAL,
        "words": P.CONFIDENTIAL,
    }

    class Meta:
        ordering = ("-changed_at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("notebook", "once"), name="each_note_once")
        ]

    def sealed_for(self) -> KeyOwner:
        """Return the key of the author's book."""
        return self.notebook.sealed_for()
