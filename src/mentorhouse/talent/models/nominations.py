"""Who may nominate, who is nominated, and how they develop: kinds, titles and dates only."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from mentorhouse.access.models import Identified
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.organisations.models import Organisation
from mentorhouse.programmes.models import Programme
from mentorhouse.talent.states import ActivityKind, NominationState

P = PrivacyClass
_STANDS = ~Q(state=NominationState.WITHDRAWN.value)


class Nominator(Identified):
    """Someone who nominates people of one organisation for a programme."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="nominators")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="nominates_for"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "programme": P.OPERATIONAL,
        "user": P.PERSONAL,
        "organisation": P.PERSONAL,
        "since": P.OPERATIONAL,
    }

    class Meta:
        ordering = ("organisation__name", "since", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("programme", "user"), name="one_nominator_row")
        ]


class Nomination(Identified):
    """A person whom an organisation proposes. Whoever proposes them: one row of them stands.

    One that is withdrawn stays as it was, with who may read it; another organisation's is new.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="nominations")
    nominee = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="nominations"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    email = models.EmailField()
    job_title = models.CharField(max_length=200, blank=True)
    grade = models.CharField(max_length=60, blank=True)
    # What the nominator says of them; the nominee reads it.
    why = models.TextField(max_length=600)
    state = models.CharField(max_length=20, default=NominationState.NOMINATED.value)
    nominated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    nominated_at = models.DateTimeField()
    wish_stated_at = models.DateTimeField(null=True, blank=True)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "programme": P.OPERATIONAL,
        "nominee": P.PERSONAL,
        "organisation": P.PERSONAL,
        "name": P.PERSONAL,
        "email": P.PERSONAL,
        "job_title": P.PERSONAL,
        "grade": P.PERSONAL,
        "why": P.PERSONAL,
        "state": P.PERSONAL,
        "nominated_by": P.PERSONAL,
        "nominated_at": P.PERSONAL,
        "wish_stated_at": P.PERSONAL,
    }

    class Meta:
        ordering = ("name", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("programme", "email"), condition=_STANDS, name="nominated_once"
            ),
            models.UniqueConstraint(
                fields=("programme", "nominee"), condition=_STANDS, name="one_nominee_row"
            ),
            models.UniqueConstraint(
                fields=("programme", "nominee", "organisation"), name="one_row_an_organisation"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in NominationState]), name="nomination_state"
            ),
            # Nobody is taken on who has not said themselves that they wish it.
            models.CheckConstraint(
                condition=Q(wish_stated_at__isnull=False)
                | ~Q(state__in=[NominationState.WISH_STATED.value, NominationState.TAKEN_UP.value]),
                name="wish_before_taken_up",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=("programme", "state"), name="nominations_by_state")
        ]


class Activity(Identified):
    """One development activity of a nominee: what kind, its title and dates, never its content."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="activities")
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    begins_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    done = models.BooleanField(default=False)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "nomination": P.PERSONAL,
        "kind": P.PERSONAL,
        "title": P.PERSONAL,
        "begins_on": P.PERSONAL,
        "ends_on": P.PERSONAL,
        "done": P.PERSONAL,
        "entered_by": P.PERSONAL,
    }

    class Meta:
        ordering = ("-begins_on", "title", "pk")
        verbose_name_plural = "activities"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=[k.value for k in ActivityKind]), name="activity_kind"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("begins_on")), name="activity_period"
            ),
        ]
