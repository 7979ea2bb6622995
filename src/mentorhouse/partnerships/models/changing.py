"""What is proposed while a partnership runs: that somebody joins it, or that its shape changes."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from mentorhouse.access.models import Identified
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.partnerships.models.partnerships import Partnership
from mentorhouse.partnerships.rules import Shape
from mentorhouse.partnerships.states import ChangeState
from mentorhouse.programmes.models import Participation

P = PrivacyClass


class Change(Identified):
    """That people join, or that the shape changes; it holds once all have said yes (R9.05).

    With the shape that the partnership has, people join it. With another, all go on in a new
    partnership that follows it (decision 129).
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="changes")
    shape = models.CharField(max_length=12)
    state = models.CharField(max_length=10, default=ChangeState.OPEN.value)
    by_coordinator = models.BooleanField(default=True)
    proposed_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "partnership": P.OPERATIONAL,
        "shape": P.OPERATIONAL,
        "state": P.PERSONAL,
        "by_coordinator": P.OPERATIONAL,
        "proposed_at": P.PERSONAL,
        "closed_at": P.PERSONAL,
    }

    class Meta:
        ordering = ("proposed_at", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(shape__in=[s.value for s in Shape]), name="change_shape"
            ),
            models.CheckConstraint(
                condition=Q(state=ChangeState.OPEN.value, closed_at=None)
                | Q(
                    state__in=[s.value for s in ChangeState if s is not ChangeState.OPEN],
                    closed_at__isnull=False,
                ),
                name="change_closed_at",
            ),
            models.UniqueConstraint(
                fields=("partnership",),
                condition=Q(state=ChangeState.OPEN.value),
                name="one_open_change",
            ),
        ]


class Newcomer(Identified):
    """A place that a change adds: somebody’s who joins, or a further role of who is in it."""

    change = models.ForeignKey(Change, on_delete=models.CASCADE, related_name="newcomers")
    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="+")

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "change": P.OPERATIONAL,
        "participation": P.PERSONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("change", "participation"), name="a_newcomer_once_in_a_change"
            )
        ]


class ChangeYes(Identified):
    """That one person agrees to a change."""

    change = models.ForeignKey(Change, on_delete=models.CASCADE, related_name="yeses")
    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "change": P.OPERATIONAL,
        "participation": P.PERSONAL,
        "said_at": P.PERSONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("change", "participation"), name="one_yes_to_a_change")
        ]
