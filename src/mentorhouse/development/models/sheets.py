"""What somebody worked through by themselves: one table for all kinds, sealed in their notebook."""

from typing import ClassVar

from django.db import models

from mentorhouse.access.models import Identified
from mentorhouse.access.policy import Capability
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.development.models.notes import Notebook
from mentorhouse.vault.fields import SealedField
from mentorhouse.vault.keys import KeyOwner

P = PrivacyClass


class Sheet(Identified):
    """One conversation, self-assessment, activity or CPD entry of one person (R8.04–R8.09)."""

    notebook = models.ForeignKey(Notebook, on_delete=models.CASCADE, related_name="sheets")
    once = models.UUIDField()
    kind = models.CharField(max_length=20)  # a key of `rules.kinds.KINDS`
    shared = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)
    begun_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    # All answers by the key of their box, as JSON.
    answers = SealedField(
        readable_by=Capability.READ_SHEET, usable_by=Capability.COUNT_CAPABILITIES
    )

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "notebook": P.PERSONAL,
        "once": P.OPERATIONAL,
        "kind": P.PERSONAL,
        "shared": P.PERSONAL,
        "revision": P.OPERATIONAL,
        "begun_at": P.PERSONAL,
        "changed_at": P.PERSONAL,
        "answers": P.CONFIDENTIAL,
    }

    class Meta:
        ordering = ("-begun_at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("notebook", "once"), name="each_sheet_once")
        ]

    def sealed_for(self) -> KeyOwner:
        """Return the key of the author's book."""
        return self.notebook.sealed_for()
