"""Organisations that take part in programmes (R1.02)."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.models import Identified
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses


class Organisation(Identified):
    """A body whose people take part: a trust, an arm's-length body, a council, a charity."""

    class Kind(models.TextChoices):
        """What sort of body it is."""

        TRUST = "trust", _("NHS trust")
        ARMS_LENGTH_BODY = "arms_length_body", _("Arm’s-length body")
        DEPARTMENT = "department", _("Government department")
        COUNCIL = "council", _("Council")
        CHARITY = "charity", _("Charity")
        OTHER = "other", _("Other")

    name = models.CharField(max_length=200)
    folded_name = models.CharField(max_length=200, unique=True, editable=False)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.OTHER)
    region = models.CharField(max_length=100, blank=True)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )

    privacy: ClassVar[PrivacyClasses] = {
        "id": PrivacyClass.OPERATIONAL,
        "name": PrivacyClass.OPERATIONAL,
        "folded_name": PrivacyClass.OPERATIONAL,
        "kind": PrivacyClass.OPERATIONAL,
        "region": PrivacyClass.OPERATIONAL,
        "parent": PrivacyClass.OPERATIONAL,
    }

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name
