"""The entries of the trail, and the head that orders them."""

from typing import ClassVar

from django.db import models

from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.audit.chain import GENESIS, Link

P = PrivacyClass


class AuditEntry(models.Model):
    """One act. The database refuses to change or delete it (triggers in the migration).

    It points at accounts and rows by identifier, not by foreign key: what is erased elsewhere
    leaves the chain whole.
    """

    sequence = models.BigIntegerField(primary_key=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()
    act = models.CharField(max_length=80)
    actor = models.CharField(max_length=64, blank=True)
    task = models.CharField(max_length=64, blank=True)
    subject_kind = models.CharField(max_length=80, blank=True)
    subject_id = models.CharField(max_length=64, blank=True)
    programme = models.CharField(max_length=64, blank=True)
    detail = models.JSONField(default=dict)

    privacy: ClassVar[PrivacyClasses] = {
        "sequence": P.OPERATIONAL,
        "previous_hash": P.OPERATIONAL,
        "hash": P.OPERATIONAL,
        "at": P.PERSONAL,
        "act": P.PERSONAL,
        "actor": P.PERSONAL,
        "task": P.OPERATIONAL,
        "subject_kind": P.PERSONAL,
        "subject_id": P.PERSONAL,
        "programme": P.OPERATIONAL,
        "detail": P.PERSONAL,
    }

    class Meta:
        ordering = ("sequence",)
        verbose_name_plural = "audit entries"
        indexes: ClassVar = [
            models.Index(fields=("actor", "sequence"), name="audit_by_actor"),
            models.Index(fields=("subject_id", "sequence"), name="audit_by_subject"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(actor="", task__gt="") | models.Q(actor__gt="", task=""),
                name="someone_or_a_task",
            )
        ]

    def link(self) -> Link:
        """Return what the hash covers."""
        return Link(
            sequence=self.sequence,
            previous_hash=self.previous_hash,
            at=self.at,
            act=self.act,
            actor=self.actor,
            task=self.task,
            subject_kind=self.subject_kind,
            subject_id=self.subject_id,
            programme=self.programme,
            detail=self.detail,
        )


class ChainHead(models.Model):
    """The one row that says where the chain ends. Whoever appends holds its lock."""

    ONLY = 1

    id = models.SmallIntegerField(primary_key=True, default=ONLY)
    sequence = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=GENESIS)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "sequence": P.OPERATIONAL,
        "hash": P.OPERATIONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(id=1), name="one_head_only")
        ]
