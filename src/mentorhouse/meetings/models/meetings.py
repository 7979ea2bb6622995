"""Meetings of a pair, the times offered for them, and their logs."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.models import Identified
from mentorhouse.access.policy import Capability
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.meetings.states import LogState, MeetingState
from mentorhouse.partnerships.models import Partnership
from mentorhouse.people.models import Person
from mentorhouse.vault.fields import SealedField
from mentorhouse.vault.keys import KeyOwner

P = PrivacyClass
ON = (MeetingState.AGREED.value, MeetingState.MOVING.value)
OFFERED = (MeetingState.PROPOSED.value, MeetingState.MOVING.value)


class Meeting(Identified):
    """One meeting, from the first offer of times to what became of it.

    Date, length and way are facts. Where the pair meets is for the pair only, and sealed.
    """

    class Way(models.TextChoices):
        """How the pair meets (R7.02)."""

        FACE_TO_FACE = "face_to_face", _("Face to face")
        TELEPHONE = "telephone", _("Telephone")
        VIDEO = "video", _("Video call")
        MESSAGES = "messages", _("E-mail or messages")

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="meetings")
    state = models.CharField(max_length=10)
    way = models.CharField(max_length=20, choices=Way)
    length_minutes = models.PositiveSmallIntegerField()
    place = SealedField(readable_by=Capability.ARRANGE_MEETING)
    link = SealedField(readable_by=Capability.ARRANGE_MEETING)
    # Who offered the times that are open now, and how many offers there have been.
    offered_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    offers = models.PositiveSmallIntegerField(default=0)
    starts_at = models.DateTimeField(null=True, blank=True)
    held_on = models.DateField(null=True, blank=True)
    # Of the calendar event: rises with every change, so that calendars know the newest.
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    # Moved or cancelled with less notice than the programme asks for.
    late_changes = models.PositiveSmallIntegerField(default=0)
    # How often it was moved to another time. A risk raises itself from it (R2.16).
    moves = models.PositiveSmallIntegerField(default=0)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "partnership": P.OPERATIONAL,
        "state": P.PERSONAL,
        "way": P.PERSONAL,
        "length_minutes": P.PERSONAL,
        "place": P.CONFIDENTIAL,
        "link": P.CONFIDENTIAL,
        "offered_by": P.PERSONAL,
        "offers": P.OPERATIONAL,
        "starts_at": P.PERSONAL,
        "held_on": P.PERSONAL,
        "sequence": P.OPERATIONAL,
        "changed_at": P.PERSONAL,
        "late_changes": P.PERSONAL,
        "moves": P.PERSONAL,
    }

    class Meta:
        ordering = ("-starts_at", "pk")
        indexes: ClassVar = [models.Index(fields=("partnership", "state"), name="meetings_of_pair")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in MeetingState]), name="meeting_state"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=ON) | Q(starts_at__isnull=False), name="agreed_has_a_time"
            ),
            models.CheckConstraint(
                condition=Q(state=MeetingState.HELD.value, held_on__isnull=False)
                | (~Q(state=MeetingState.HELD.value) & Q(held_on=None)),
                name="held_has_a_day",
            ),
            # Two who propose at the same moment end with one proposal, and answer that.
            models.UniqueConstraint(
                fields=("partnership",),
                condition=Q(state=MeetingState.PROPOSED.value),
                name="one_open_proposal",
            ),
        ]

    def sealed_for(self) -> KeyOwner:
        """Return the pair's own key."""
        return KeyOwner("partnership", self.partnership_id)


class TimeOption(Identified):
    """One time that is offered for a meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="options")
    starts_at = models.DateTimeField()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "meeting": P.OPERATIONAL,
        "starts_at": P.PERSONAL,
    }

    class Meta:
        ordering = ("starts_at",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("meeting", "starts_at"), name="each_time_once")
        ]


def _sealed() -> SealedField:
    return SealedField(readable_by=Capability.READ_MEETING_LOG)


class MeetingLog(Identified):
    """What a pair writes about a meeting: sealed, each box optional (R7.08)."""

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="log")
    state = models.CharField(max_length=10, default=LogState.OPEN.value)
    revision = models.PositiveIntegerField(default=0)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    achieved = _sealed()
    challenges = _sealed()
    topics = _sealed()
    steps = _sealed()
    next_topic = _sealed()
    mentee_actions = _sealed()
    mentor_actions = _sealed()
    resources = _sealed()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "meeting": P.OPERATIONAL,
        "state": P.PERSONAL,
        "revision": P.OPERATIONAL,
        "written_by": P.PERSONAL,
        "written_at": P.PERSONAL,
        "confirmed_by": P.PERSONAL,
        "confirmed_at": P.PERSONAL,
        "achieved": P.CONFIDENTIAL,
        "challenges": P.CONFIDENTIAL,
        "topics": P.CONFIDENTIAL,
        "steps": P.CONFIDENTIAL,
        "next_topic": P.CONFIDENTIAL,
        "mentee_actions": P.CONFIDENTIAL,
        "mentor_actions": P.CONFIDENTIAL,
        "resources": P.CONFIDENTIAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state=LogState.OPEN.value, confirmed_by=None, confirmed_at=None)
                | Q(
                    state=LogState.CONFIRMED.value,
                    confirmed_by__isnull=False,
                    confirmed_at__isnull=False,
                ),
                name="log_confirmed_by_somebody",
            )
        ]

    def sealed_for(self) -> KeyOwner:
        """Return the pair's own key."""
        return self.meeting.sealed_for()
