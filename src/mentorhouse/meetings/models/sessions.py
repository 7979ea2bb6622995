"""One-to-one sessions beside the meetings of a group or of two by two (R9.02).

They are no meetings of the partnership: what asks for those finds none of these.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from mentorhouse.access.models import Identified
from mentorhouse.access.policy import Capability
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.meetings.models.meetings import Meeting
from mentorhouse.meetings.states import SessionState
from mentorhouse.partnerships.models import Partnership
from mentorhouse.people.models import Person
from mentorhouse.vault.fields import SealedField
from mentorhouse.vault.keys import KeyOwner

P = PrivacyClass


def _sealed() -> SealedField:
    return SealedField(readable_by=Capability.HOLD_SESSION)


class Session(Identified):
    """One session of a mentor and a mentee. Nobody else in the partnership knows of it."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="sessions")
    mentor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    mentee = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # Who offered the times that are open, or those that led to the agreed one.
    offered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    offers = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10)
    way = models.CharField(max_length=20, choices=Meeting.Way)
    length_minutes = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField(null=True, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    topic = _sealed()
    place = _sealed()
    link = _sealed()
    notes = _sealed()
    revision = models.PositiveIntegerField(default=0)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "partnership": P.OPERATIONAL,
        "mentor": P.PERSONAL,
        "mentee": P.PERSONAL,
        "offered_by": P.PERSONAL,
        "offers": P.OPERATIONAL,
        "state": P.PERSONAL,
        "way": P.PERSONAL,
        "length_minutes": P.PERSONAL,
        "starts_at": P.PERSONAL,
        "sequence": P.OPERATIONAL,
        "changed_at": P.PERSONAL,
        "topic": P.CONFIDENTIAL,
        "place": P.CONFIDENTIAL,
        "link": P.CONFIDENTIAL,
        "notes": P.CONFIDENTIAL,
        "revision": P.OPERATIONAL,
    }

    class Meta:
        ordering = ("-changed_at", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in SessionState]), name="session_of_two_state"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[SessionState.AGREED.value, SessionState.HELD.value])
                | Q(starts_at__isnull=False),
                name="agreed_session_has_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(mentor=F("mentee")), name="a_session_is_of_two_people"
            ),
            models.UniqueConstraint(
                fields=("partnership", "mentor", "mentee"),
                condition=Q(state=SessionState.ASKED.value),
                name="one_open_session_of_two",
            ),
        ]

    def sealed_for(self) -> KeyOwner:
        """Return the partnership's own key: the relation, not the key, parts it from the others."""
        return KeyOwner("partnership", self.partnership_id)


class SessionTime(Identified):
    """One time that is offered for a session."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="times")
    starts_at = models.DateTimeField()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "session": P.OPERATIONAL,
        "starts_at": P.PERSONAL,
    }

    class Meta:
        ordering = ("starts_at",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("session", "starts_at"), name="each_time_of_a_session_once"
            )
        ]
