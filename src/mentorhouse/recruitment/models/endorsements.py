"""What a line manager or sponsor is asked about an applicant, and what they answer (R3.04)."""

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q

from mentorhouse.access.models import LINK_PRIVACY, PrivatelyLinked
from mentorhouse.access.policy import Capability
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.recruitment.models.applications import Application
from mentorhouse.recruitment.states import Asks, EndorsementState
from mentorhouse.vault.fields import SealedField
from mentorhouse.vault.keys import KeyOwner

P, S = PrivacyClass, EndorsementState


class Endorsement(PrivatelyLinked):
    """One question to one person about one application. They answer by a private link, once.

    A new question about the same supersedes the one before; what was answered then stays on
    record for co-ordinators.
    """

    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="endorsements"
    )
    relation = models.CharField(max_length=20, choices=[(a.value, a.value) for a in Asks])
    name = models.CharField(max_length=200)
    email = models.EmailField()
    state = models.CharField(max_length=20, default=S.ASKED.value)
    asked_at = models.DateTimeField()
    # When the last letter with the question was posted, and how many there were.
    sent_at = models.DateTimeField()
    letters = models.PositiveSmallIntegerField(default=1)
    reminded_at = models.DateTimeField(null=True)
    # When the co-ordinators were told that no answer has come.
    escalated_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    # Nobody answered, and the programme counts that as a yes; it was said so beforehand.
    by_silence = models.BooleanField(default=False)
    minutes_a_month = models.PositiveSmallIntegerField(null=True)
    understands_confidentiality = models.BooleanField(default=False)
    comment = SealedField(readable_by=Capability.READ_ENDORSEMENT)
    # The form with which it was answered: sent twice, it is one answer.
    answered_with = models.UUIDField(null=True)
    # When they were told that mentoring starts (R3.17).
    told_of_start_at = models.DateTimeField(null=True)

    privacy: ClassVar[PrivacyClasses] = {
        **LINK_PRIVACY,
        "application": P.PERSONAL,
        "relation": P.PERSONAL,
        "name": P.PERSONAL,
        "email": P.PERSONAL,
        "state": P.PERSONAL,
        "asked_at": P.PERSONAL,
        "sent_at": P.PERSONAL,
        "letters": P.OPERATIONAL,
        "reminded_at": P.OPERATIONAL,
        "escalated_at": P.OPERATIONAL,
        "answered_at": P.PERSONAL,
        "by_silence": P.PERSONAL,
        "minutes_a_month": P.PERSONAL,
        "understands_confidentiality": P.PERSONAL,
        "comment": P.CONFIDENTIAL,
        "answered_with": P.OPERATIONAL,
        "told_of_start_at": P.OPERATIONAL,
    }

    class Meta:
        ordering = ("-asked_at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("application", "relation"),
                condition=~Q(state=S.SUPERSEDED.value),
                name="one_question_stands",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in S]), name="endorsement_state"
            ),
            models.CheckConstraint(
                condition=Q(relation__in=[a.value for a in Asks]), name="endorsement_relation"
            ),
            models.CheckConstraint(
                condition=Q(state=S.SUPERSEDED.value)
                | Q(state=S.ASKED.value, answered_at=None)
                | ~Q(state=S.ASKED.value) & Q(answered_at__isnull=False),
                name="an_answer_has_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(by_silence=False) | Q(minutes_a_month=None),
                name="silence_grants_no_time",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=("state", "link_until"), name="endorsements_waiting")
        ]

    def sealed_for(self) -> KeyOwner:
        """Seal with the application’s key, so that it goes with it."""
        return KeyOwner("application", self.application_id)

    def programme_id_for_audit(self) -> UUID:
        """Name the programme in the entry about opening."""
        return self.application.programme_id
