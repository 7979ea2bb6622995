"""What a person keeps in private: answers for the matching run, and what helps (R1.06, R1.07)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.models import Identified
from mentorhouse.access.policy import Capability
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.people.models.profile import Person
from mentorhouse.vault.fields import SealedField
from mentorhouse.vault.keys import KeyOwner

P = PrivacyClass


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

        CHARACTERISTICS = "characteristics", _("What I say about my identity or lived experience")
        IDENTITY_TO_MATCH = "identity_to_match", _("The identity I would like a partner to share")
        WANTS_SIMILAR = "wants_similar", _("Whether I would like a partner of similar identity")
        WANTS_ORGANISATION = "wants_organisation", _("Organisations I would like a partner from")
        WANTS_PROFESSION = "wants_profession", _("Professions I would like a partner from")
        WANTS_EXPERIENCE = "wants_experience", _("What I would like a partner to know about")
        WANTS_LOCATION = "wants_location", _("Where I would like a partner to work")
        WANTS_WAY = "wants_way", _("How I would like to meet")

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


class Adjustments(Identified):
    """What helps somebody to meet: captions, a quiet room, their own words (R1.06).

    Sealed with a key of its own. Only its owner opens it, and partners whom the owner chose.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="adjustments")
    # The keys of `rules.HELPS` and the person's own words, as JSON.
    needs = SealedField(readable_by=Capability.READ_ADJUSTMENTS)
    changed_at = models.DateTimeField()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "person": P.PERSONAL,
        "needs": P.CONFIDENTIAL,
        "changed_at": P.PERSONAL,
    }

    def sealed_for(self) -> KeyOwner:
        """Seal with a key that is destroyed when the owner deletes what they said."""
        return KeyOwner("adjustments", self.pk)
