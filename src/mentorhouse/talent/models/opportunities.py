"""What organisations open to one another's nominees, who is interested, who takes one up."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from mentorhouse.access.models import Identified
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.organisations.models import Organisation
from mentorhouse.programmes.models import Programme
from mentorhouse.talent.models.nominations import Nomination
from mentorhouse.talent.states import OpportunityKind, PlacementState

P = PrivacyClass


class Opportunity(Identified):
    """A secondment, some shadowing, a project, a role or a visit."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="opportunities")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    offers = models.TextField(max_length=2000)
    how_to_ask = models.TextField(max_length=1000)
    begins_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    open_until = models.DateField()
    closed_at = models.DateTimeField(null=True, blank=True)
    listed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "programme": P.OPERATIONAL,
        "organisation": P.OPERATIONAL,
        "title": P.OPERATIONAL,
        "kind": P.OPERATIONAL,
        "offers": P.OPERATIONAL,
        "how_to_ask": P.OPERATIONAL,
        "begins_on": P.OPERATIONAL,
        "ends_on": P.OPERATIONAL,
        "open_until": P.OPERATIONAL,
        "closed_at": P.OPERATIONAL,
        "listed_by": P.PERSONAL,
        "version": P.OPERATIONAL,
    }

    class Meta:
        ordering = ("open_until", "title", "pk")
        verbose_name_plural = "opportunities"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=[k.value for k in OpportunityKind]), name="opportunity_kind"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("begins_on")),
                name="opportunity_period",
            ),
        ]


class Interest(Identified):
    """A nominee said that they are interested; taking it back removes the row."""

    opportunity = models.ForeignKey(
        Opportunity, on_delete=models.CASCADE, related_name="interested"
    )
    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="interests")
    at = models.DateTimeField()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "opportunity": P.PERSONAL,
        "nomination": P.PERSONAL,
        "at": P.PERSONAL,
    }

    class Meta:
        ordering = ("at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("opportunity", "nomination"), name="interested_once")
        ]


class Placement(Identified):
    """A nominee takes an opportunity up."""

    opportunity = models.ForeignKey(
        Opportunity, on_delete=models.PROTECT, related_name="placements"
    )
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="placements")
    state = models.CharField(max_length=20, default=PlacementState.AGREED.value)
    begins_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "opportunity": P.PERSONAL,
        "nomination": P.PERSONAL,
        "state": P.PERSONAL,
        "begins_on": P.PERSONAL,
        "ends_on": P.PERSONAL,
        "recorded_by": P.PERSONAL,
        "recorded_at": P.PERSONAL,
    }

    class Meta:
        ordering = ("-begins_on", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("opportunity", "nomination"),
                condition=~Q(state=PlacementState.CALLED_OFF.value),
                name="placed_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in PlacementState]), name="placement_state"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("begins_on")), name="placement_period"
            ),
        ]
