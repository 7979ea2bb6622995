"""Sponsors who identify people, and whom they have identified (R3.06)."""

from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from mentorhouse.access.models import LINK_PRIVACY, Identified, PrivatelyLinked
from mentorhouse.access.policy import Capability
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.organisations.models import Organisation
from mentorhouse.programmes.models import Programme
from mentorhouse.vault.fields import SealedField
from mentorhouse.vault.keys import KeyOwner

P = PrivacyClass


class SponsorLink(PrivatelyLinked):
    """A link by which somebody of an organisation identifies a few people, until a day."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="sponsor_links")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    email = models.EmailField()
    most = models.PositiveSmallIntegerField()
    used = models.PositiveSmallIntegerField(default=0)
    # The forms that were taken: each counts once, whether or not somebody was named before.
    forms = models.JSONField(default=list)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    privacy: ClassVar[PrivacyClasses] = {
        **LINK_PRIVACY,
        "programme": P.OPERATIONAL,
        "organisation": P.OPERATIONAL,
        "name": P.PERSONAL,
        "email": P.PERSONAL,
        "most": P.OPERATIONAL,
        "used": P.OPERATIONAL,
        "forms": P.OPERATIONAL,
        "made_by": P.PERSONAL,
        "made_at": P.OPERATIONAL,
        "ended_at": P.OPERATIONAL,
    }

    class Meta:
        ordering = ("-made_at", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(used__lte=F("most")), name="no_more_than_allowed")
        ]


class Identification(Identified):
    """That a sponsor sees somebody in a programme. It invites them to apply, and no more."""

    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="identifications"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="identified_for"
    )
    name = models.CharField(max_length=200)
    # Who identified them, as the invitation says.
    sponsor = models.CharField(max_length=200)
    link = models.ForeignKey(
        SponsorLink, null=True, on_delete=models.SET_NULL, related_name="identifications"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField()
    why = SealedField(readable_by=Capability.READ_IDENTIFICATION)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "programme": P.OPERATIONAL,
        "user": P.PERSONAL,
        "name": P.PERSONAL,
        "sponsor": P.PERSONAL,
        "link": P.OPERATIONAL,
        "by": P.PERSONAL,
        "at": P.PERSONAL,
        "why": P.CONFIDENTIAL,
    }

    class Meta:
        ordering = ("-at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("programme", "user"), name="identified_once")
        ]

    def sealed_for(self) -> KeyOwner:
        """Seal with a key of its own."""
        return KeyOwner("identification", self.pk)

    def programme_id_for_audit(self) -> UUID:
        """Name the programme in the entry about opening."""
        return self.programme_id
