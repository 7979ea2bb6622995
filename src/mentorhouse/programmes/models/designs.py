"""What is known of a programme’s design over time: its versions, and what was learnt."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from mentorhouse.access.models import Identified
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.programmes.design import Design, kept_design
from mentorhouse.programmes.models.programme import Programme

P = PrivacyClass


class DesignVersion(Identified):
    """The design as somebody saved it: who, when and what (R2.02, R12.15). Never changed."""

    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="design_versions"
    )
    number = models.PositiveIntegerField()
    data = models.JSONField()
    # Who saved it; empty once their account is gone.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "programme": P.OPERATIONAL,
        "number": P.OPERATIONAL,
        "data": P.OPERATIONAL,
        "by": P.PERSONAL,
        "at": P.OPERATIONAL,
    }

    class Meta:
        ordering = ("-number",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("programme", "number"), name="one_design_a_version")
        ]

    @property
    def design(self) -> Design:
        """The design as a model, in today’s format."""
        return kept_design(self.data)


class Lesson(Identified):
    """What a programme taught about one part of its design; a copy shows it there (R2.23)."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="lessons")
    part = models.CharField(max_length=60)
    text = models.TextField(max_length=2000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "programme": P.OPERATIONAL,
        "part": P.OPERATIONAL,
        "text": P.OPERATIONAL,
        "by": P.PERSONAL,
        "at": P.OPERATIONAL,
    }

    class Meta:
        ordering = ("-at", "pk")
        indexes: ClassVar = [models.Index(fields=("programme", "part"), name="lesson_by_part")]
