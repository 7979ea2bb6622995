"""The outbox, and the times at which clock rules were due. No text and no token is kept here."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from mentorhouse.access.models import Identified
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.notifications.states import State

P = PrivacyClass
Q = models.Q


class OutboxLetter(Identified):
    """One letter that must leave once: which, to whom, about what (identifiers only)."""

    kind = models.CharField(max_length=80)
    # Empty: to somebody without an account, whose address the letter says when it is written.
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+"
    )
    about = models.JSONField(default=dict)
    key = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=[(s.value, s.name) for s in State])
    posted_at = models.DateTimeField()
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_until = models.DateTimeField(null=True)
    message_id = models.CharField(max_length=320, unique=True)
    sent_at = models.DateTimeField(null=True)
    last_error_class = models.CharField(max_length=120, blank=True)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "kind": P.OPERATIONAL,
        "to": P.PERSONAL,
        "about": P.OPERATIONAL,
        "key": P.OPERATIONAL,
        "state": P.OPERATIONAL,
        "posted_at": P.OPERATIONAL,
        "due_at": P.OPERATIONAL,
        "attempts": P.OPERATIONAL,
        "claimed_until": P.OPERATIONAL,
        "message_id": P.OPERATIONAL,
        "sent_at": P.OPERATIONAL,
        "last_error_class": P.OPERATIONAL,
    }

    class Meta:
        ordering = ("posted_at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("kind", "to", "key"), name="posted_twice_sent_once"),
            models.UniqueConstraint(
                fields=("kind", "key"), condition=Q(to=None), name="posted_outside_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in State]),
                name="letter_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state=State.SENT, sent_at__isnull=False)
                | ~Q(state=State.SENT) & Q(sent_at__isnull=True),
                name="letter_sent_has_time",
            ),
            models.CheckConstraint(
                condition=Q(state=State.SENDING, claimed_until__isnull=False)
                | ~Q(state=State.SENDING) & Q(claimed_until__isnull=True),
                name="letter_sending_has_lease",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=("state", "due_at"), name="letters_due")]


class DueRun(models.Model):
    """One occurrence of a clock rule. Whoever adds the row puts the work into the queue."""

    name = models.CharField(max_length=80)
    due_at = models.DateTimeField()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "name": P.OPERATIONAL,
        "due_at": P.OPERATIONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("name", "due_at"), name="due_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name} at {self.due_at:%Y-%m-%d %H:%M}"


class WorkerBeat(models.Model):
    """A sign of life of one worker process. What a silent worker held goes back to the queue."""

    worker = models.CharField(max_length=64, primary_key=True)
    beaten_at = models.DateTimeField()

    privacy: ClassVar[PrivacyClasses] = {"worker": P.OPERATIONAL, "beaten_at": P.OPERATIONAL}

    def __str__(self) -> str:
        return self.worker
