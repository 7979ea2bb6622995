"""What belongs to one shape only: a team's plan, and the roles of two who mentor each other."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from mentorhouse.access.models import Identified
from mentorhouse.access.policy import Capability
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.partnerships.models.partnerships import Partnership
from mentorhouse.partnerships.rules.shapes import Swap
from mentorhouse.people.models import Person
from mentorhouse.vault.fields import SealedField
from mentorhouse.vault.keys import KeyOwner

P = PrivacyClass


def _point() -> SealedField:
    return SealedField(readable_by=Capability.KEEP_TEAM_PLAN)


class TeamPlan(Identified):
    """One version of a team's plan (R9.04). A version never changes; the last one holds."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="team_plans"
    )
    revision = models.PositiveIntegerField()
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    aim = _point()
    link = _point()
    measures = _point()
    of_mentors = _point()
    of_mentees = _point()
    action_plan = _point()
    skills = _point()
    ways = _point()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "partnership": P.OPERATIONAL,
        "revision": P.OPERATIONAL,
        "written_by": P.PERSONAL,
        "written_at": P.PERSONAL,
        "aim": P.CONFIDENTIAL,
        "link": P.CONFIDENTIAL,
        "measures": P.CONFIDENTIAL,
        "of_mentors": P.CONFIDENTIAL,
        "of_mentees": P.CONFIDENTIAL,
        "action_plan": P.CONFIDENTIAL,
        "skills": P.CONFIDENTIAL,
        "ways": P.CONFIDENTIAL,
    }

    class Meta:
        ordering = ("-revision",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("partnership", "revision"), name="each_version_of_a_team_plan_once"
            ),
            models.CheckConstraint(
                condition=Q(revision__gte=1), name="team_plan_versions_begin_at_one"
            ),
        ]

    def sealed_for(self) -> KeyOwner:
        """Return the partnership's own key."""
        return KeyOwner("partnership", self.partnership_id)


class RoleSwap(Identified):
    """When two who mentor each other swap roles, and who mentors first (R9.07)."""

    partnership = models.OneToOneField(
        Partnership, on_delete=models.CASCADE, related_name="role_swap"
    )
    how = models.CharField(max_length=10)
    first = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "partnership": P.OPERATIONAL,
        "how": P.PERSONAL,
        "first": P.PERSONAL,
        "set_by": P.PERSONAL,
        "set_at": P.PERSONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(how__in=[s.value for s in Swap]), name="swap_how")
        ]
