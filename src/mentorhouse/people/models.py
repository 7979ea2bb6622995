"""A person's profile, their consents, and identity data kept apart and sealed (R1.01–R1.07)."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from mentorhouse.access.models import Identified
from mentorhouse.access.policy import Capability
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.organisations.models import Organisation
from mentorhouse.vault.fields import SealedField
from mentorhouse.vault.keys import KeyOwner

P = PrivacyClass


class Person(models.Model):
    """One profile per account, reused in every programme (R1.01).

    The primary key is the account's, so `person_id == viewer.pk` says "themselves".
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="person"
    )
    given_name = models.CharField(max_length=100)
    family_name = models.CharField(max_length=100, blank=True)
    pronouns = models.CharField(max_length=50, blank=True)
    job_title = models.CharField(max_length=200, blank=True)
    grade = models.CharField(max_length=60, blank=True)
    profession = models.CharField(max_length=100, blank=True)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="people"
    )
    location = models.CharField(max_length=200, blank=True)
    biography = models.TextField(max_length=4000, blank=True)
    # Only for rules: nobody is matched with their own line manager (R5.04, R2.16). It is shown to
    # the person alone.
    line_manager_email = models.EmailField(blank=True)
    # Someone who withdrew is asked again only by themselves: no import brings the answers back.
    identity_withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)

    privacy: ClassVar[PrivacyClasses] = {
        "user": P.OPERATIONAL,
        "given_name": P.PERSONAL,
        "family_name": P.PERSONAL,
        "pronouns": P.PERSONAL,
        "job_title": P.PERSONAL,
        "grade": P.PERSONAL,
        "profession": P.PERSONAL,
        "organisation": P.PERSONAL,
        "location": P.PERSONAL,
        "biography": P.PERSONAL,
        "line_manager_email": P.PERSONAL,
        "identity_withdrawn_at": P.PERSONAL,
    }

    class Meta:
        ordering = ("family_name", "given_name", "pk")
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name as shown."""
        return f"{self.given_name} {self.family_name}".strip()


class IdentityConsent(Identified):
    """Explicit consent to keep identity data for matching; withdrawn means deleted (R1.07)."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="identity_consent")
    given_at = models.DateTimeField()
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "person": P.PERSONAL,
        "given_at": P.PERSONAL,
        "declared_by": P.PERSONAL,
    }


class IdentityAnswer(Identified):
    """What a person said of their identity, or of whom they would like to meet: sealed.

    It exists only under a consent and goes with it (the database cascades).
    """

    class Kind(models.TextChoices):
        """Which question it answers."""

        CHARACTERISTICS = "characteristics", "What I say about my identity"
        IDENTITY_TO_MATCH = "identity_to_match", "The identity I would like a partner to share"
        WANTS_SIMILAR = "wants_similar", "Whether I would like a partner of similar identity"

    consent = models.ForeignKey(IdentityConsent, on_delete=models.CASCADE, related_name="answers")
    kind = models.CharField(max_length=20, choices=Kind)
    value = SealedField(
        readable_by=Capability.READ_IDENTITY, usable_by=Capability.USE_IDENTITY_IN_MATCHING
    )

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "consent": P.PERSONAL,
        "kind": P.OPERATIONAL,
        "value": P.SPECIAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("consent", "kind"), name="one_answer_a_question")
        ]

    def sealed_for(self) -> KeyOwner:
        """Return the person's own key; it seals nothing else, so that it can be destroyed alone."""
        return KeyOwner("identity", self.consent.person_id)
