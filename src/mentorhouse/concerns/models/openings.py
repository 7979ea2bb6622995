"""Opening in an emergency what a pair wrote: two people, for a time, each look recorded."""

from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from mentorhouse.access.models import Identified
from mentorhouse.access.policy import Capability
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.concerns.models.concerns import Concern
from mentorhouse.concerns.states import OpeningState
from mentorhouse.partnerships.models import Partnership
from mentorhouse.programmes.models import Programme
from mentorhouse.vault.fields import SealedField
from mentorhouse.vault.keys import KeyOwner

P = PrivacyClass
USER = settings.AUTH_USER_MODEL
AGREED = (OpeningState.OPEN.value, OpeningState.ENDED.value)


class Opening(Identified):
    """One partnership, some kinds of what it wrote, for some days: asked for and agreed by two."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="openings")
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="openings")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="openings")
    state = models.CharField(max_length=12, default=OpeningState.ASKED.value)
    kinds = models.JSONField()
    days = models.PositiveSmallIntegerField()
    asked_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    reason = SealedField(readable_by=Capability.READ_OPENING)
    # For how many days, at most thirty, the pair is not told, and why.
    delay = models.PositiveSmallIntegerField(default=0)
    why_later = SealedField(readable_by=Capability.READ_OPENING)
    decided_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    tell_on = models.DateField(null=True)
    told_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    once = models.UUIDField(unique=True)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "programme": P.OPERATIONAL,
        "concern": P.PERSONAL,
        "partnership": P.PERSONAL,
        "state": P.PERSONAL,
        "kinds": P.PERSONAL,
        "days": P.OPERATIONAL,
        "asked_by": P.PERSONAL,
        "asked_at": P.PERSONAL,
        "reason": P.CONFIDENTIAL,
        "delay": P.OPERATIONAL,
        "why_later": P.CONFIDENTIAL,
        "decided_by": P.PERSONAL,
        "decided_at": P.PERSONAL,
        "until": P.PERSONAL,
        "tell_on": P.PERSONAL,
        "told_at": P.PERSONAL,
        "ended_at": P.PERSONAL,
        "once": P.OPERATIONAL,
    }

    class Meta:
        ordering = ("-asked_at", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state=OpeningState.ASKED.value, decided_by=None)
                | Q(state=OpeningState.REFUSED.value, decided_by__isnull=False)
                | Q(
                    state__in=AGREED,
                    decided_by__isnull=False,
                    until__isnull=False,
                    tell_on__isnull=False,
                ),
                name="opened_by_two_for_a_time_and_told",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")),
                name="two_different_people",
            ),
            models.CheckConstraint(
                condition=Q(delay__lte=30, days__gte=1, days__lte=14), name="no_longer_than_that"
            ),
        ]

    def sealed_for(self) -> KeyOwner:
        """Seal with a key of this opening’s own."""
        return KeyOwner("opening", self.pk)

    def programme_id_for_audit(self) -> UUID:
        """Name the programme in the entry about opening."""
        return self.programme_id


class Look(Identified):
    """That somebody read one kind of what the pair wrote, when, and for what."""

    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, related_name="looks")
    kind = models.CharField(max_length=12)
    at = models.DateTimeField()
    purpose = SealedField(readable_by=Capability.READ_OPENING)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "opening": P.PERSONAL,
        "kind": P.PERSONAL,
        "at": P.PERSONAL,
        "purpose": P.CONFIDENTIAL,
    }

    class Meta:
        ordering = ("at", "pk")

    def sealed_for(self) -> KeyOwner:
        """Seal as the opening."""
        return KeyOwner("opening", self.opening_id)

    def programme_id_for_audit(self) -> UUID:
        """Name the programme in the entry about opening."""
        return self.opening.programme_id
