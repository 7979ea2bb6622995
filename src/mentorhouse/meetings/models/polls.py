"""Polls of times for partnerships of more than two, and how many have to come (R9.06)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from mentorhouse.access.models import Identified
from mentorhouse.access.policy import Capability
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.meetings.models.meetings import Meeting
from mentorhouse.meetings.rules.polls import Says
from mentorhouse.meetings.states import PollState
from mentorhouse.partnerships.models import Partnership
from mentorhouse.people.models import Person
from mentorhouse.vault.fields import SealedField
from mentorhouse.vault.keys import KeyOwner

P = PrivacyClass


class Enough(Identified):
    """How many of a partnership have to be able to come to a meeting. Without a row: all."""

    partnership = models.OneToOneField(
        Partnership, on_delete=models.CASCADE, related_name="enough_to_meet"
    )
    needed = models.PositiveSmallIntegerField()
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "partnership": P.OPERATIONAL,
        "needed": P.PERSONAL,
        "set_by": P.PERSONAL,
        "set_at": P.PERSONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(needed__gte=2), name="two_at_least_meet")
        ]


class Poll(Identified):
    """Times that everybody in a partnership answers before one of them is picked.

    `meeting` is the meeting that is to be moved, or the one that came of the poll.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="polls")
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.CASCADE, related_name="polls"
    )
    state = models.CharField(max_length=10, default=PollState.OPEN.value)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    way = models.CharField(max_length=20, choices=Meeting.Way)
    length_minutes = models.PositiveSmallIntegerField()
    place = SealedField(readable_by=Capability.ARRANGE_MEETING)
    link = SealedField(readable_by=Capability.ARRANGE_MEETING)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "partnership": P.OPERATIONAL,
        "meeting": P.OPERATIONAL,
        "state": P.PERSONAL,
        "asked_by": P.PERSONAL,
        "asked_at": P.PERSONAL,
        "answer_by": P.PERSONAL,
        "way": P.PERSONAL,
        "length_minutes": P.PERSONAL,
        "place": P.CONFIDENTIAL,
        "link": P.CONFIDENTIAL,
    }

    class Meta:
        ordering = ("-asked_at", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in PollState]), name="poll_state"
            ),
            models.CheckConstraint(
                condition=~Q(state=PollState.PICKED.value) | Q(meeting__isnull=False),
                name="picked_has_a_meeting",
            ),
            # Two who ask at the same moment end with one poll, and answer that.
            models.UniqueConstraint(
                fields=("partnership",),
                condition=Q(state=PollState.OPEN.value),
                name="one_open_poll",
            ),
        ]

    def sealed_for(self) -> KeyOwner:
        """Return the partnership's own key."""
        return KeyOwner("partnership", self.partnership_id)


class PollTime(Identified):
    """One time of a poll."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="times")
    starts_at = models.DateTimeField()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "poll": P.OPERATIONAL,
        "starts_at": P.PERSONAL,
    }

    class Meta:
        ordering = ("starts_at",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("poll", "starts_at"), name="each_time_of_a_poll_once")
        ]


class PollAnswer(Identified):
    """What one person says to one time of a poll."""

    time = models.ForeignKey(PollTime, on_delete=models.CASCADE, related_name="answers")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    says = models.CharField(max_length=10)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "time": P.OPERATIONAL,
        "person": P.PERSONAL,
        "says": P.PERSONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("time", "person"), name="one_answer_to_a_time"),
            models.CheckConstraint(
                condition=Q(says__in=[s.value for s in Says]), name="poll_answer_says"
            ),
        ]
