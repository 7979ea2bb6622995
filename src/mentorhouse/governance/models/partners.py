"""What each partner organisation of a joint programme does, and where to work closer (R2.24)."""

from typing import ClassVar

from django.db import models

from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.governance.models.entry import ENTRY, Entry
from mentorhouse.organisations.models import Organisation

P = PrivacyClass


class Assessment(Entry):
    """One partner's responsibilities and strengths, and the next step that was agreed."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    responsibilities = models.TextField(max_length=2000)
    strengths = models.TextField(max_length=2000, blank=True)
    closer = models.TextField(max_length=2000, blank=True)
    next_step = models.CharField(max_length=500, blank=True)
    reviewed_on = models.DateField(null=True, blank=True)

    privacy: ClassVar[PrivacyClasses] = {
        **ENTRY,
        "organisation": P.OPERATIONAL,
        "responsibilities": P.OPERATIONAL,
        "strengths": P.OPERATIONAL,
        "closer": P.OPERATIONAL,
        "next_step": P.OPERATIONAL,
        "reviewed_on": P.OPERATIONAL,
    }

    class Meta:
        ordering = ("organisation__name", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("programme", "organisation"),
                name="one_assessment_a_partner",
                violation_error_message="This partner is assessed already. Change that entry.",
            )
        ]

    def __str__(self) -> str:
        return self.organisation.name
