"""Between meetings: contact, messages of the pair, and short check-ins (R7.10, R7.13)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.models import Identified
from mentorhouse.access.policy import Capability
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.meetings.models.meetings import Meeting
from mentorhouse.partnerships.models import Partnership
from mentorhouse.people.models import Person
from mentorhouse.vault.fields import SealedField
from mentorhouse.vault.keys import KeyOwner

P = PrivacyClass


class Contact(Identified):
    """That the pair was in touch between meetings: a day and a way, nothing of what was said."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="contacts")
    made_on = models.DateField()
    way = models.CharField(max_length=20, choices=Meeting.Way)
    # Out of turn, as the two have agreed for when it cannot wait.
    exceptional = models.BooleanField(default=False)
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "partnership": P.OPERATIONAL,
        "made_on": P.PERSONAL,
        "way": P.PERSONAL,
        "exceptional": P.PERSONAL,
        "noted_by": P.PERSONAL,
        "noted_at": P.PERSONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("partnership", "made_on", "way"), name="each_contact_once_a_day_and_way"
            )
        ]


class PairMessage(Identified):
    """One message within a partnership. Nobody but its people ever reads it."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="messages")
    sender = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    text = SealedField(readable_by=Capability.EXCHANGE_MESSAGES)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "partnership": P.OPERATIONAL,
        "sender": P.PERSONAL,
        "sent_at": P.PERSONAL,
        "text": P.CONFIDENTIAL,
    }

    class Meta:
        ordering = ("-sent_at", "pk")

    def sealed_for(self) -> KeyOwner:
        """Return the pair's own key."""
        return KeyOwner("partnership", self.partnership_id)


class CheckIn(Identified):
    """Two short questions to one person after the first, third and last meeting."""

    class After(models.TextChoices):
        """After which meeting."""

        FIRST = "first", _("After your first meeting")
        THIRD = "third", _("After your third meeting")
        LAST = "last", _("After your last meeting")

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="check_ins")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    after = models.CharField(max_length=5, choices=After)
    asked_at = models.DateTimeField()
    said_at = models.DateTimeField(null=True, blank=True)
    answer = SealedField(readable_by=Capability.READ_CHECK_IN)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "partnership": P.OPERATIONAL,
        "person": P.PERSONAL,
        "after": P.OPERATIONAL,
        "asked_at": P.OPERATIONAL,
        "said_at": P.PERSONAL,
        "answer": P.CONFIDENTIAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("partnership", "person", "after"), name="each_check_in_once"
            ),
            models.CheckConstraint(
                condition=Q(after__in=("first", "third", "last")), name="check_in_after"
            ),
        ]

    def sealed_for(self) -> KeyOwner:
        """Return the pair's own key: the relation, not the key, parts it from the partner."""
        return KeyOwner("partnership", self.partnership_id)
