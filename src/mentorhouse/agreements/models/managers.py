"""The line manager's part at a three-way start (R6.07)."""

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q

from mentorhouse.access.models import LINK_PRIVACY, PrivatelyLinked
from mentorhouse.access.policy import Capability
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.agreements.states import PartState
from mentorhouse.partnerships.models import Partnership
from mentorhouse.vault.fields import SealedField
from mentorhouse.vault.keys import KeyOwner

P = PrivacyClass


class ManagersPart(PrivatelyLinked):
    """What the mentee's line manager agrees at a three-way start: their part, and nothing else.

    They sign it by a private link, once (R6.07). All that they write is sealed with the pair's
    key; outside the pair it is known only that it is signed.
    """

    partnership = models.OneToOneField(
        Partnership, on_delete=models.CASCADE, related_name="managers_part"
    )
    state = models.CharField(max_length=20, default=PartState.ASKED.value)
    name = models.CharField(max_length=200)
    email = models.EmailField()
    # When the last letter with the question was posted, and how many there were.
    sent_at = models.DateTimeField()
    letters = models.PositiveSmallIntegerField(default=0)
    reminded_at = models.DateTimeField(null=True)
    # When the mentee was told that no answer has come.
    ran_out_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    # The form with which it was answered: sent twice, it is one answer.
    answered_with = models.UUIDField(null=True)
    minutes_a_month = SealedField(readable_by=Capability.READ_MANAGERS_PART)
    support = SealedField(readable_by=Capability.READ_MANAGERS_PART)
    talks = SealedField(readable_by=Capability.READ_MANAGERS_PART)
    signed_as = SealedField(readable_by=Capability.READ_MANAGERS_PART)

    privacy: ClassVar[PrivacyClasses] = {
        **LINK_PRIVACY,
        "partnership": P.OPERATIONAL,
        "state": P.PERSONAL,
        "name": P.PERSONAL,
        "email": P.PERSONAL,
        "sent_at": P.PERSONAL,
        "letters": P.OPERATIONAL,
        "reminded_at": P.OPERATIONAL,
        "ran_out_at": P.OPERATIONAL,
        "answered_at": P.PERSONAL,
        "answered_with": P.OPERATIONAL,
        "minutes_a_month": P.CONFIDENTIAL,
        "support": P.CONFIDENTIAL,
        "talks": P.CONFIDENTIAL,
        "signed_as": P.CONFIDENTIAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in PartState]), name="managers_part_state"
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[PartState.ASKED.value, PartState.WITHDRAWN.value], answered_at=None
                )
                | Q(
                    state__in=[PartState.TALK_FIRST.value, PartState.SIGNED.value],
                    answered_at__isnull=False,
                ),
                name="managers_part_answered_at",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=("state", "link_until"), name="managers_parts_waiting")
        ]

    def sealed_for(self) -> KeyOwner:
        """Return the pair's own key."""
        return KeyOwner("partnership", self.partnership_id)

    def programme_id_for_audit(self) -> UUID:
        """Name the programme in the entry about opening."""
        return self.partnership.programme_id
