"""The action plan of a partnership, version by version, and visits to other services."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.models import Identified
from mentorhouse.access.policy import Capability
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.partnerships.models import Partnership
from mentorhouse.people.models import Person
from mentorhouse.vault.fields import SealedField
from mentorhouse.vault.keys import KeyOwner

P = PrivacyClass


class Plan(Identified):
    """One plan a partnership; its words are in its versions (R8.02)."""

    partnership = models.OneToOneField(Partnership, on_delete=models.CASCADE, related_name="plan")
    newest = models.PositiveIntegerField(default=1)
    begun_at = models.DateTimeField()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "partnership": P.OPERATIONAL,
        "newest": P.PERSONAL,
        "begun_at": P.PERSONAL,
    }


def _sealed() -> SealedField:
    return SealedField(readable_by=Capability.READ_PLAN)


class PlanVersion(Identified):
    """One version of a plan with its revision sheet: never changed once it is written (R8.15)."""

    class Way(models.TextChoices):
        """In which way the pair met over it."""

        FACE_TO_FACE = "face_to_face", _("Face to face")
        TELEPHONE = "telephone", _("Telephone")
        EMAIL = "email", _("E-mail")
        VIDEO = "video", _("Video call")
        OTHER = "other", _("Another way")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    met_on = models.DateField(null=True, blank=True)
    length_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    way = models.CharField(max_length=20, choices=Way, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    first_review_on = models.DateField(null=True, blank=True)
    second_review_on = models.DateField(null=True, blank=True)
    third_review_on = models.DateField(null=True, blank=True)
    long_term_goal = _sealed()
    short_term_goals = _sealed()
    learning = _sealed()
    timescales = _sealed()
    milestones = _sealed()
    success_criteria = _sealed()
    comments = _sealed()
    where_now = _sealed()
    steps = _sealed()
    people_needed = _sealed()
    problems = _sealed()
    contingency = _sealed()
    what_changed = _sealed()
    why_changed = _sealed()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "plan": P.OPERATIONAL,
        "number": P.OPERATIONAL,
        "written_by": P.PERSONAL,
        "written_at": P.PERSONAL,
        "met_on": P.PERSONAL,
        "length_minutes": P.PERSONAL,
        "way": P.PERSONAL,
        "starts_on": P.PERSONAL,
        "ends_on": P.PERSONAL,
        "first_review_on": P.PERSONAL,
        "second_review_on": P.PERSONAL,
        "third_review_on": P.PERSONAL,
        "long_term_goal": P.CONFIDENTIAL,
        "short_term_goals": P.CONFIDENTIAL,
        "learning": P.CONFIDENTIAL,
        "timescales": P.CONFIDENTIAL,
        "milestones": P.CONFIDENTIAL,
        "success_criteria": P.CONFIDENTIAL,
        "comments": P.CONFIDENTIAL,
        "where_now": P.CONFIDENTIAL,
        "steps": P.CONFIDENTIAL,
        "people_needed": P.CONFIDENTIAL,
        "problems": P.CONFIDENTIAL,
        "contingency": P.CONFIDENTIAL,
        "what_changed": P.CONFIDENTIAL,
        "why_changed": P.CONFIDENTIAL,
    }

    class Meta:
        ordering = ("-number",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("plan", "number"), name="one_plan_version_a_number"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="plan_ends_after_it_starts",
            ),
        ]

    def sealed_for(self) -> KeyOwner:
        """Return the pair's own key."""
        return KeyOwner("partnership", self.plan.partnership_id)

    @property
    def review_dates(self) -> list[date]:
        """Give the days on which the plan is looked at again, in order."""
        days = (self.first_review_on, self.second_review_on, self.third_review_on)
        return sorted(day for day in days if day)


class Visit(Identified):
    """A visit to another service, where the programme has them (R8.16)."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="visits")
    once = models.UUIDField()
    revision = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    planned_on = models.DateField()
    made_on = models.DateField(null=True, blank=True)
    where = _sealed()
    purpose = _sealed()
    learnt = _sealed()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "partnership": P.OPERATIONAL,
        "once": P.OPERATIONAL,
        "revision": P.OPERATIONAL,
        "written_by": P.PERSONAL,
        "written_at": P.PERSONAL,
        "planned_on": P.PERSONAL,
        "made_on": P.PERSONAL,
        "where": P.CONFIDENTIAL,
        "purpose": P.CONFIDENTIAL,
        "learnt": P.CONFIDENTIAL,
    }

    class Meta:
        ordering = ("planned_on", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("partnership", "once"), name="each_visit_once")
        ]

    def sealed_for(self) -> KeyOwner:
        """Return the pair's own key."""
        return KeyOwner("partnership", self.partnership_id)
