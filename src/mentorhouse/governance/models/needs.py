"""How much mentoring managers say that their staff need, year by year (R2.27)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from mentorhouse.access.models import Identified
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.organisations.models import Organisation
from mentorhouse.programmes.models import Programme

P = PrivacyClass


class NeedsYear(Identified):
    """A year for which managers are asked. Once closed, nothing in it changes."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="needs_years")
    year = models.PositiveSmallIntegerField()
    closed_at = models.DateTimeField(null=True, blank=True)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "programme": P.OPERATIONAL,
        "year": P.OPERATIONAL,
        "closed_at": P.OPERATIONAL,
    }

    class Meta:
        ordering = ("-year", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("programme", "year"), name="each_needs_year_once"),
            models.CheckConstraint(
                condition=Q(year__gte=2000) & Q(year__lte=2200), name="a_year_of_our_time"
            ),
        ]


class Need(Identified):
    """What one manager was asked and answered: one statement a manager, programme and year."""

    year = models.ForeignKey(NeedsYear, on_delete=models.CASCADE, related_name="needs")
    manager = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="needs_stated"
    )
    asked_at = models.DateTimeField()
    given_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    mentees_wanted = models.PositiveIntegerField(null=True, blank=True)
    mentors_offered = models.PositiveIntegerField(null=True, blank=True)
    themes = models.CharField(max_length=500, blank=True)
    comment = models.TextField(max_length=2000, blank=True)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "year": P.OPERATIONAL,
        "manager": P.PERSONAL,
        "asked_at": P.OPERATIONAL,
        "given_at": P.OPERATIONAL,
        "version": P.OPERATIONAL,
        "organisation": P.PERSONAL,
        "mentees_wanted": P.OPERATIONAL,
        "mentors_offered": P.OPERATIONAL,
        "themes": P.OPERATIONAL,
        "comment": P.OPERATIONAL,
    }

    class Meta:
        ordering = ("manager__email", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("year", "manager"), name="one_statement_a_manager"),
            models.CheckConstraint(
                condition=Q(given_at=None)
                | Q(
                    organisation__isnull=False,
                    mentees_wanted__isnull=False,
                    mentors_offered__isnull=False,
                ),
                name="a_statement_given_is_whole",
            ),
        ]
