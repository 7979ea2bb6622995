"""What a mentor or mentee sends to the co-ordinators, by their own deed (R6.09, R11.06)."""

from typing import ClassVar
from uuid import UUID

from django.db import models

from mentorhouse.access.models import Identified
from mentorhouse.access.policy import Capability
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.programmes.models import Participation
from mentorhouse.vault.fields import SealedField
from mentorhouse.vault.keys import KeyOwner

P = PrivacyClass


class Update(Identified):
    """Words that somebody passed on. What is sent is never changed."""

    by = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="updates")
    text = SealedField(readable_by=Capability.READ_UPDATE)
    sent_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    # Of the form that it came from: the same form sent twice is one update.
    once = models.UUIDField(unique=True)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "by": P.PERSONAL,
        "text": P.CONFIDENTIAL,
        "sent_at": P.OPERATIONAL,
        "read_at": P.OPERATIONAL,
        "once": P.OPERATIONAL,
    }

    class Meta:
        ordering = ("-sent_at", "pk")

    def sealed_for(self) -> KeyOwner:
        """Seal with a key of its own: it is no longer the pair's alone."""
        return KeyOwner("update", self.pk)

    def programme_id_for_audit(self) -> UUID:
        """Name the programme in the entry about opening."""
        return self.by.programme_id
