"""What one of a partnership does before next time: plain facts, sealed words (R7.09)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.models import Identified
from mentorhouse.access.policy import Capability
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.meetings.models.meetings import Meeting
from mentorhouse.meetings.states import ActionState
from mentorhouse.partnerships.models import Partnership
from mentorhouse.people.models import Person
from mentorhouse.vault.fields import SealedField
from mentorhouse.vault.keys import KeyOwner

P = PrivacyClass


class Action(Identified):
    """One action: who does it, by when and how it stands are facts; what it is, is sealed."""

    class CameFrom(models.TextChoices):
        """Where the pair agreed on it."""

        LOG = "log", _("A meeting log")
        AGENDA = "agenda", _("An agenda")
        CONVERSATION = "conversation", _("A conversation")

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="actions")
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="actions"
    )
    came_from = models.CharField(max_length=12, choices=CameFrom)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, default=ActionState.OPEN.value)
    # How often it was carried over to another day.
    carried = models.PositiveSmallIntegerField(default=0)
    settled_at = models.DateTimeField(null=True, blank=True)
    words = SealedField(readable_by=Capability.READ_MEETING_LOG)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "partnership": P.OPERATIONAL,
        "meeting": P.OPERATIONAL,
        "came_from": P.PERSONAL,
        "owner": P.PERSONAL,
        "added_by": P.PERSONAL,
        "added_at": P.PERSONAL,
        "due_on": P.PERSONAL,
        "state": P.PERSONAL,
        "carried": P.PERSONAL,
        "settled_at": P.PERSONAL,
        "words": P.CONFIDENTIAL,
    }

    class Meta:
        ordering = ("due_on", "added_at", "pk")
        indexes: ClassVar = [models.Index(fields=("partnership", "state"), name="actions_of_pair")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(
                    state__in=[ActionState.OPEN.value, ActionState.LATE.value], settled_at=None
                )
                | Q(
                    state__in=[ActionState.DONE.value, ActionState.DROPPED.value],
                    settled_at__isnull=False,
                ),
                name="action_settled_or_not",
            )
        ]

    def sealed_for(self) -> KeyOwner:
        """Return the pair's own key."""
        return KeyOwner("partnership", self.partnership_id)
