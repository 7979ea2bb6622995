"""The senior champion, and what stands in the programme's way (R2.25)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.governance.models.entry import ENTRY, OWNED, Entry, Owned
from mentorhouse.governance.states import ObstacleState

P = PrivacyClass


class Champion(Entry):
    """The senior person who secures resources and removes obstacles; one a programme."""

    name = models.CharField(max_length=200)
    job_title = models.CharField(max_length=200, blank=True)
    promised = models.TextField(max_length=2000, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL,
        related_name="champions",
    )  # fmt: skip

    privacy: ClassVar[PrivacyClasses] = {
        **ENTRY,
        "name": P.PERSONAL,
        "job_title": P.PERSONAL,
        "promised": P.PERSONAL,
        "user": P.PERSONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("programme",), name="one_champion_a_programme")
        ]


class Obstacle(Owned):
    """What stands in the way, what is needed, and what became of it."""

    title = models.CharField(max_length=200)
    needed = models.TextField(max_length=2000)
    reported_on = models.DateField()
    state = models.CharField(
        max_length=10,
        choices=[(state.value, state.value.capitalize()) for state in ObstacleState],
        default=ObstacleState.OPEN.value,
    )
    answer = models.TextField(max_length=2000, blank=True)
    answered_on = models.DateField(null=True, blank=True)

    OPEN = ~Q(state=ObstacleState.REMOVED.value)
    privacy: ClassVar[PrivacyClasses] = {
        **OWNED,
        "title": P.OPERATIONAL,
        "needed": P.OPERATIONAL,
        "reported_on": P.OPERATIONAL,
        "state": P.OPERATIONAL,
        "answer": P.OPERATIONAL,
        "answered_on": P.OPERATIONAL,
    }

    class Meta(Owned.Meta):
        ordering = ("-reported_on", "title", "pk")
        constraints: ClassVar = [
            *Owned.Meta.constraints,
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in ObstacleState]), name="obstacle_state"
            ),
        ]

    def __str__(self) -> str:
        return self.title
