"""First talks of mentees with mentors, the times for them, and what each side keeps private."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.models import Identified
from mentorhouse.access.policy import Capability
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.matching.states.inviting import OPEN, TalkState
from mentorhouse.partnerships.models import Partnership
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.vault.fields import SealedField
from mentorhouse.vault.keys import KeyOwner

P = PrivacyClass
OPEN_STATES = sorted(state.value for state in OPEN)


class Way(models.TextChoices):
    """How two people meet for the first time."""

    FACE_TO_FACE = "face_to_face", _("Face to face")
    VIDEO = "video", _("Video call")
    TELEPHONE = "telephone", _("Telephone")


class Invitation(Identified):
    """A mentee's open talk with one mentor, wherever it came from.

    An open talk holds one of the mentee's slots. The database lets nobody have the same slot
    twice, so that not even requests at the same moment open more talks than the programme allows.
    """

    class Origin(models.TextChoices):
        """What led the mentee to the mentor."""

        SEARCH = "search", _("The register")
        SHORTLIST = "shortlist", _("The co-ordinator’s shortlist")
        PROPOSED = "proposed", _("The mentor’s own proposal")

    class Kind(models.TextChoices):
        """What the two do before they decide."""

        CHEMISTRY = "chemistry", _("Chemistry meeting")
        INTRODUCTION = "introduction", _("Introductory meeting")
        CALL = "call", _("Short call")
        DIRECT = "direct", _("No meeting before")

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    mentor = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="+")
    mentee = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="+")
    origin = models.CharField(max_length=10, choices=Origin)
    kind = models.CharField(max_length=15, choices=Kind)
    mutual = models.BooleanField(default=False)  # the two would mentor each other (R5.18)
    state = models.CharField(max_length=10, default=TalkState.SENT.value)
    slot = models.PositiveSmallIntegerField(null=True, blank=True)
    message = SealedField(readable_by=Capability.READ_TALK)
    joining = SealedField(readable_by=Capability.READ_TALK)
    way = models.CharField(max_length=15, choices=Way, blank=True)
    minutes = models.PositiveSmallIntegerField(default=60)
    starts_at = models.DateTimeField(null=True, blank=True)
    # A time that was agreed and is given up: calendars hold it until they are told.
    gave_up = models.DateTimeField(null=True, blank=True)
    sequence = models.PositiveIntegerField(default=0)  # of the calendar event
    sent_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    # By when the one whose turn it is answers, and when they are reminded of it once.
    answer_by = models.DateTimeField(null=True, blank=True)
    remind_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    partnership = models.OneToOneField(
        Partnership, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "programme": P.OPERATIONAL,
        "mentor": P.PERSONAL,
        "mentee": P.PERSONAL,
        "origin": P.PERSONAL,
        "kind": P.OPERATIONAL,
        "mutual": P.PERSONAL,
        "state": P.PERSONAL,
        "slot": P.OPERATIONAL,
        "message": P.CONFIDENTIAL,
        "joining": P.CONFIDENTIAL,
        "way": P.PERSONAL,
        "minutes": P.PERSONAL,
        "starts_at": P.PERSONAL,
        "gave_up": P.PERSONAL,
        "sequence": P.OPERATIONAL,
        "sent_at": P.PERSONAL,
        "changed_at": P.PERSONAL,
        "answer_by": P.PERSONAL,
        "remind_at": P.PERSONAL,
        "reminded_at": P.PERSONAL,
        "partnership": P.PERSONAL,
    }

    class Meta:
        ordering = ("-sent_at", "pk")
        indexes: ClassVar = [models.Index(fields=("state", "answer_by"), name="talks_by_answer")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in TalkState]), name="talk_state"
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN_STATES, slot__isnull=False, answer_by__isnull=False)
                | (~Q(state__in=OPEN_STATES) & Q(slot=None, answer_by=None)),
                name="open_talk_has_a_slot_and_an_end",
            ),
            models.CheckConstraint(
                condition=~Q(state=TalkState.AGREED.value) | Q(starts_at__isnull=False),
                name="agreed_talk_has_a_time",
            ),
            models.CheckConstraint(condition=~Q(mentor=F("mentee")), name="talk_of_two"),
            models.UniqueConstraint(
                fields=("mentee", "slot"), condition=Q(slot__isnull=False), name="one_talk_a_slot"
            ),
            models.UniqueConstraint(
                fields=("mentor", "mentee"),
                condition=Q(state__in=OPEN_STATES),
                name="one_open_talk_a_pair",
            ),
            models.UniqueConstraint(
                fields=("mentee",),
                condition=Q(state=TalkState.CHOSEN.value),
                name="one_choice_a_mentee",
            ),
        ]

    @property
    def is_open(self) -> bool:
        """Whether it still holds one of the mentee's slots."""
        return TalkState(self.state) in OPEN

    def sealed_for(self) -> KeyOwner:
        """Return a key of its own, so that it can be destroyed alone."""
        return KeyOwner("first_talk", self.pk)

    def programme_id_for_audit(self) -> object:
        """Return the programme in which it is opened."""
        return self.programme_id


class TalkTime(Identified):
    """One time that is proposed for a first talk."""

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="times")
    starts_at = models.DateTimeField()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "invitation": P.OPERATIONAL,
        "starts_at": P.PERSONAL,
    }

    class Meta:
        ordering = ("starts_at",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("invitation", "starts_at"), name="talk_time_once")
        ]


class OfferedTime(Identified):
    """A time at which a mentor is free for a first talk; whoever books it has agreed it."""

    mentor = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="offered_times"
    )
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    way = models.CharField(max_length=15, choices=Way)
    joining = SealedField(readable_by=Capability.READ_OFFERED_TIME)
    taken_by = models.OneToOneField(
        Invitation, null=True, blank=True, on_delete=models.SET_NULL, related_name="booked"
    )

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "mentor": P.PERSONAL,
        "starts_at": P.PERSONAL,
        "minutes": P.PERSONAL,
        "way": P.PERSONAL,
        "joining": P.CONFIDENTIAL,
        "taken_by": P.PERSONAL,
    }

    class Meta:
        ordering = ("starts_at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("mentor", "starts_at"), name="mentor_offers_time_once")
        ]

    def sealed_for(self) -> KeyOwner:
        """Return the key of the times that this mentor offers in this programme."""
        return KeyOwner("offered_times", self.mentor_id)

    def programme_id_for_audit(self) -> object:
        """Return the programme in which it is opened."""
        return self.mentor.programme_id


class Rating(Identified):
    """What one side privately thinks after a first talk; only a match run ever opens it (R5.19)."""

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="ratings")
    by = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="+")
    value = SealedField(readable_by=Capability.USE_RATING, usable_by=Capability.USE_RATING)
    at = models.DateTimeField()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "invitation": P.OPERATIONAL,
        "by": P.PERSONAL,
        "value": P.CONFIDENTIAL,
        "at": P.PERSONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("invitation", "by"), name="one_rating_a_side")
        ]

    def sealed_for(self) -> KeyOwner:
        """Return a key that seals nothing else of its author."""
        return KeyOwner("rating", self.by_id)
