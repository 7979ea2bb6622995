"""What is kept of deciding about applications: judgements, reasons, and what was sent (R3.07)."""

from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q

from mentorhouse.access.models import Identified
from mentorhouse.access.policy import Capability
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.recruitment.models.applications import Application
from mentorhouse.recruitment.states import Decision
from mentorhouse.vault.fields import SealedField
from mentorhouse.vault.keys import KeyOwner

P = PrivacyClass


class OfApplication(Identified):
    """A row that belongs to an application, is sealed with its key and goes with it."""

    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="%(class)ss", db_index=True
    )

    class Meta:
        abstract = True

    def sealed_for(self) -> KeyOwner:
        """Seal as the application."""
        return KeyOwner("application", self.application_id)

    def programme_id_for_audit(self) -> UUID:
        """Name the programme in the entry about opening."""
        return self.application.programme_id


class Appraisal(OfApplication):
    """What a co-ordinator says of a criterion that a person has to judge."""

    criterion = models.CharField(max_length=60)
    met = models.BooleanField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "application": P.OPERATIONAL,
        "criterion": P.OPERATIONAL,
        "met": P.PERSONAL,
        "by": P.PERSONAL,
        "at": P.PERSONAL,
    }

    class Meta:
        """One judgement of each criterion."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("application", "criterion"), name="one_appraisal_a_criterion"
            )
        ]


class DecisionReason(OfApplication):
    """Why a decision that is not sent yet goes beside a rule. Only co-ordinators read it."""

    class Kind(models.TextChoices):
        """What the reason is for."""

        WAIVER = "waiver", "Somebody who lacks a must takes part all the same"
        OUT_OF_TURN = "out_of_turn", "Somebody is approved before others who wait"

    kind = models.CharField(max_length=20, choices=Kind)
    text = SealedField(readable_by=Capability.DECIDE_APPLICATION)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "application": P.OPERATIONAL,
        "kind": P.PERSONAL,
        "text": P.CONFIDENTIAL,
    }

    class Meta:
        """One reason of each kind."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=("application", "kind"), name="one_reason_of_a_kind")
        ]


class SentDecision(OfApplication):
    """A decision as it was sent: what it says, and the answer where it asked something."""

    decision = models.CharField(max_length=10)
    words = SealedField(readable_by=Capability.READ_APPLICATION)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField()
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    sent_at = models.DateTimeField()
    answer = SealedField(readable_by=Capability.READ_APPLICATION)
    answered_at = models.DateTimeField(null=True)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "application": P.OPERATIONAL,
        "decision": P.PERSONAL,
        "words": P.CONFIDENTIAL,
        "decided_by": P.PERSONAL,
        "decided_at": P.PERSONAL,
        "sent_by": P.PERSONAL,
        "sent_at": P.PERSONAL,
        "answer": P.CONFIDENTIAL,
        "answered_at": P.PERSONAL,
    }

    class Meta:
        """In the order in which they were sent; each decision is sent once."""

        ordering = ("sent_at", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(decision__in=[d.value for d in Decision]), name="sent_decision_kind"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(decision=Decision.ASK.value),
                name="only_a_question_is_answered",
            ),
            models.UniqueConstraint(
                fields=("application", "decided_at"), name="a_decision_is_sent_once"
            ),
        ]
