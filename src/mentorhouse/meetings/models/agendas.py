"""What a pair has before and in a meeting: its agenda, what each prepares, notes (R7.05-R7.07)."""

from typing import ClassVar

from django.db import models

from mentorhouse.access.models import Identified
from mentorhouse.access.policy import Capability
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.meetings.models.meetings import Meeting
from mentorhouse.people.models import Person
from mentorhouse.vault.fields import SealedField
from mentorhouse.vault.keys import KeyOwner

P = PrivacyClass


class AgendaItem(Identified):
    """One thing to talk about. Open actions are on every agenda without an item of their own."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    # The items of a template are added at one moment; this is their order.
    place = models.PositiveSmallIntegerField(default=0)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    words = SealedField(readable_by=Capability.READ_MEETING_LOG)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "meeting": P.OPERATIONAL,
        "added_by": P.PERSONAL,
        "added_at": P.PERSONAL,
        "place": P.OPERATIONAL,
        "minutes": P.PERSONAL,
        "words": P.CONFIDENTIAL,
    }

    class Meta:
        ordering = ("added_at", "place", "pk")

    def sealed_for(self) -> KeyOwner:
        """Return the pair's own key."""
        return self.meeting.sealed_for()


class Prepared(Identified):
    """What one person prepares for a meeting: theirs alone until they share it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="prepared")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    written_at = models.DateTimeField()
    shared_at = models.DateTimeField(null=True, blank=True)
    thoughts = SealedField(readable_by=Capability.READ_PREPARED)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "meeting": P.OPERATIONAL,
        "person": P.PERSONAL,
        "written_at": P.PERSONAL,
        "shared_at": P.PERSONAL,
        "thoughts": P.CONFIDENTIAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("meeting", "person"), name="each_prepares_a_meeting_once"
            )
        ]

    def sealed_for(self) -> KeyOwner:
        """Return the pair's own key: the relation, not the key, parts it from the partner."""
        return self.meeting.sealed_for()


class Notes(Identified):
    """What is written down while the pair meets; either writes."""

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="notes")
    revision = models.PositiveIntegerField(default=0)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    text = SealedField(readable_by=Capability.READ_MEETING_LOG)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "meeting": P.OPERATIONAL,
        "revision": P.OPERATIONAL,
        "written_by": P.PERSONAL,
        "written_at": P.PERSONAL,
        "text": P.CONFIDENTIAL,
    }

    def sealed_for(self) -> KeyOwner:
        """Return the pair's own key."""
        return self.meeting.sealed_for()
