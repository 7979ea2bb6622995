"""Events: when, with how many places, in which ways; who is booked, waits, or wants to hear.

Places are counted on the event and on each way, under the lock of the event, and a constraint
holds them. How one joins is sealed. Feedback has no link to a person and no moment (R4.04, R4.14).
"""

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.models import Identified
from mentorhouse.access.policy import Capability
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.people.models import Person
from mentorhouse.programmes.models import Programme
from mentorhouse.training.states import BookingState, EventState
from mentorhouse.vault.fields import SealedField
from mentorhouse.vault.keys import KeyOwner

P = PrivacyClass


class Event(Identified):
    """One event of a programme. Without a date, people ask to be told of it."""

    class Kind(models.TextChoices):
        """What it is; attending the first two completes them."""

        MENTOR_TRAINING = "mentor_training", _("Training for mentors")
        MENTEE_INDUCTION = "mentee_induction", _("Induction for mentees")
        MENTOR_BRIEFING = "mentor_briefing", _("Briefing for mentors")
        REFRESHER = "refresher", _("Refresher session")
        NETWORKING = "networking", _("Networking")

    class Audience(models.TextChoices):
        """For whom it is."""

        MENTORS = "mentor", _("Mentors")
        MENTEES = "mentee", _("Mentees")
        EVERYONE = "everyone", _("Mentors and mentees")

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=20, choices=Kind)
    audience = models.CharField(max_length=10, choices=Audience)
    title = models.CharField(max_length=120)
    about = models.TextField(max_length=2000, blank=True)
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    places = models.PositiveIntegerField()
    taken = models.PositiveIntegerField(default=0)
    # The last number that was given in the waiting list.
    last_number = models.PositiveIntegerField(default=0)
    state = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in EventState], default=EventState.PLANNED
    )
    # Grows with each change that calendars must learn of.
    sequence = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    recorded_at = models.DateTimeField(null=True)
    once = models.UUIDField(unique=True)

    privacy: ClassVar[PrivacyClasses] = dict.fromkeys(
        (
            "id", "programme", "kind", "audience", "title", "about", "starts_at", "ends_at",
            "places", "taken", "last_number", "state", "sequence", "version", "changed_at",
            "recorded_at", "once",
        ),
        P.OPERATIONAL,
    )  # fmt: skip

    class Meta:
        ordering = ("starts_at", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(taken__lte=F("places")), name="event_has_places"),
            models.CheckConstraint(
                condition=Q(starts_at=None, ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="event_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in EventState]), name="event_state"
            ),
        ]


class EventWay(Identified):
    """One way of joining an event, with what one needs for it."""

    class Way(models.TextChoices):
        """How one joins."""

        ROOM = "room", _("In a room")
        VIDEO = "video", _("By video")
        TELEPHONE = "telephone", _("By telephone")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="ways")
    way = models.CharField(max_length=10, choices=Way)
    details = SealedField(readable_by=Capability.READ_JOINING_DETAILS)
    places = models.PositiveIntegerField(null=True)
    taken = models.PositiveIntegerField(default=0)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "event": P.OPERATIONAL,
        "way": P.OPERATIONAL,
        "details": P.CONFIDENTIAL,
        "places": P.OPERATIONAL,
        "taken": P.OPERATIONAL,
    }

    class Meta:
        ordering = ("way", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("event", "way"), name="each_way_once"),
            models.CheckConstraint(
                condition=Q(places=None) | Q(taken__lte=F("places")), name="way_has_places"
            ),
        ]

    def sealed_for(self) -> KeyOwner:
        """Seal with a key of the event."""
        return KeyOwner("event", self.event_id)

    def programme_id_for_audit(self) -> UUID:
        """Name the programme in the entry about opening."""
        return self.event.programme_id


class Booking(Identified):
    """That somebody is booked, waits, or has given their place back: one row a person and event."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="bookings")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    way = models.ForeignKey(EventWay, on_delete=models.CASCADE, related_name="bookings")
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in BookingState])
    number = models.PositiveIntegerField()
    changes = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)
    attended = models.BooleanField(null=True)
    # Says only that an answer was given: neither which, nor when.
    has_answered = models.BooleanField(default=False)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "event": P.PERSONAL,
        "person": P.PERSONAL,
        "way": P.PERSONAL,
        "state": P.PERSONAL,
        "number": P.OPERATIONAL,
        "changes": P.OPERATIONAL,
        "changed_at": P.PERSONAL,
        "reminded_at": P.OPERATIONAL,
        "attended": P.PERSONAL,
        "has_answered": P.PERSONAL,
    }

    class Meta:
        ordering = ("number", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("event", "person"), name="one_booking_a_person"),
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in BookingState]), name="booking_state"
            ),
        ]


class EventInterest(Identified):
    """That somebody wants to hear when an event gets a date; it goes when they have heard."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="interests")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "event": P.PERSONAL,
        "person": P.PERSONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("event", "person"), name="interest_once")
        ]


class EventMaterial(Identified):
    """Something to read or watch, elsewhere: a title and a link."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="materials")
    title = models.CharField(max_length=120)
    link = models.URLField(max_length=500)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "event": P.OPERATIONAL,
        "title": P.OPERATIONAL,
        "link": P.OPERATIONAL,
    }

    class Meta:
        ordering = ("title", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("event", "link"), name="material_once")
        ]


class EventFeedback(Identified):
    """What somebody said of an event, without who it was; of the moment only the week."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="feedback")
    week = models.DateField()
    useful = models.PositiveSmallIntegerField()
    words = SealedField(readable_by=Capability.READ_EVENT_FEEDBACK)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "event": P.OPERATIONAL,
        "week": P.OPERATIONAL,
        "useful": P.PERSONAL,
        "words": P.CONFIDENTIAL,
    }

    class Meta:
        ordering = ("pk",)  # random identifiers: the order says nothing
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(useful__range=(1, 5)), name="one_to_five_points")
        ]

    def sealed_for(self) -> KeyOwner:
        """Seal with a key of the event’s feedback."""
        return KeyOwner("event_feedback", self.event_id)

    def programme_id_for_audit(self) -> UUID:
        """Name the programme in the entry about opening."""
        return self.event.programme_id
