"""Evidence of what a person brings: qualification, training, experience (R1.09)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.models import Identified
from mentorhouse.access.policy import Capability
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.people.models.profile import Person
from mentorhouse.people.states import EvidenceState
from mentorhouse.vault.fields import SealedField
from mentorhouse.vault.keys import KeyOwner

P = PrivacyClass


class Evidence(Identified):
    """One qualification, training, piece of experience or accredited programme of a person."""

    class Kind(models.TextChoices):
        """What it is evidence of."""

        QUALIFICATION = "qualification", _("A formal qualification in mentoring")
        TRAINING = "training", _("Training as a mentor")
        EXPERIENCE = "experience", _("Experience as a mentor")
        ACCREDITED = "accredited", _("An accredited mentor programme")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=20, choices=Kind)
    title = models.CharField(max_length=200)
    awarding_body = models.CharField(max_length=200)
    awarded_on = models.DateField()
    state = models.CharField(max_length=20, default=EvidenceState.UNVERIFIED.value)
    # What a co-ordinator found missing.
    missing = models.CharField(max_length=1000, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()
    # Grows with each change: nobody verifies other words than they have read.
    version = models.PositiveIntegerField(default=1)
    filename = models.CharField(max_length=200, blank=True)
    filetype = models.CharField(max_length=10, blank=True)  # a key of `rules.FILE_TYPES`
    size = models.PositiveIntegerField(default=0)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "person": P.PERSONAL,
        "kind": P.PERSONAL,
        "title": P.PERSONAL,
        "awarding_body": P.PERSONAL,
        "awarded_on": P.PERSONAL,
        "state": P.PERSONAL,
        "missing": P.PERSONAL,
        "decided_by": P.PERSONAL,
        "decided_at": P.PERSONAL,
        "changed_at": P.PERSONAL,
        "version": P.OPERATIONAL,
        "filename": P.PERSONAL,
        "filetype": P.OPERATIONAL,
        "size": P.OPERATIONAL,
    }

    class Meta:
        ordering = ("-awarded_on", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in EvidenceState]), name="evidence_state"
            ),
            models.CheckConstraint(
                condition=~Q(state=EvidenceState.RETURNED.value) | ~Q(missing=""),
                name="returned_evidence_says_what_is_missing",
            ),
        ]

    @property
    def verified(self) -> bool:
        """Whether a co-ordinator has seen it and found it right."""
        return self.state == EvidenceState.VERIFIED


class EvidencePiece(Identified):
    """A piece of the file, in text; the pieces in order are the file."""

    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="pieces")
    number = models.PositiveIntegerField()
    content = SealedField(readable_by=Capability.READ_EVIDENCE)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "evidence": P.OPERATIONAL,
        "number": P.OPERATIONAL,
        "content": P.CONFIDENTIAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("evidence", "number"), name="one_piece_of_evidence_a_number"
            )
        ]

    def sealed_for(self) -> KeyOwner:
        """Seal with a key of the evidence's own, which goes when the evidence goes."""
        return KeyOwner("evidence", self.evidence_id)
