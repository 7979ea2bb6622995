"""The agreement of a pair: its versions, their clauses, for whom they are, who signed what."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from mentorhouse.access.models import Identified
from mentorhouse.access.policy import Capability
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.agreements.states import AgreementState
from mentorhouse.partnerships.models import Partnership
from mentorhouse.people.models import Person
from mentorhouse.vault.fields import SealedField
from mentorhouse.vault.keys import KeyOwner

P = PrivacyClass


class Agreement(Identified):
    """A pair's agreement: facts only. Its words are in the clauses of its versions."""

    partnership = models.OneToOneField(
        Partnership, on_delete=models.CASCADE, related_name="agreement"
    )
    state = models.CharField(max_length=20, default=AgreementState.DRAFT.value)
    # The number of the newest version, and of the one that is in force because all signed it.
    newest = models.PositiveIntegerField(default=1)
    in_force = models.PositiveIntegerField(null=True, blank=True)
    in_force_since = models.DateTimeField(null=True, blank=True)
    began_at = models.DateTimeField()
    # The day on which the pair looks at it again.
    look_on = models.DateField(null=True, blank=True)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "partnership": P.OPERATIONAL,
        "state": P.PERSONAL,
        "look_on": P.PERSONAL,
        "newest": P.PERSONAL,
        "in_force": P.PERSONAL,
        "in_force_since": P.PERSONAL,
        "began_at": P.PERSONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in AgreementState]), name="agreement_state"
            ),
            models.CheckConstraint(
                condition=Q(in_force=None, in_force_since=None)
                | Q(in_force__lte=F("newest"), in_force_since__isnull=False),
                name="agreement_in_force_since",
            ),
            models.CheckConstraint(
                condition=~Q(state=AgreementState.SIGNED.value) | Q(in_force=F("newest")),
                name="agreement_signed_is_in_force",
            ),
        ]


class Version(Identified):
    """One numbered version. The database refuses to change it once it is written."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    # Nobody wrote the first version: it is the programme's.
    written_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    salt = SealedField(readable_by=Capability.READ_AGREEMENT)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "agreement": P.OPERATIONAL,
        "number": P.OPERATIONAL,
        "written_by": P.PERSONAL,
        "written_at": P.PERSONAL,
        "digest": P.OPERATIONAL,
        "salt": P.CONFIDENTIAL,
    }

    class Meta:
        ordering = ("number",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("agreement", "number"), name="one_version_a_number")
        ]

    def sealed_for(self) -> KeyOwner:
        """Return the pair's own key."""
        return KeyOwner("partnership", self.agreement.partnership_id)


class Clause(Identified):
    """One clause of one version: the title is the programme's, the text is the pair's."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="clauses")
    place = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    text = SealedField(readable_by=Capability.READ_AGREEMENT)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "version": P.OPERATIONAL,
        "place": P.OPERATIONAL,
        "key": P.OPERATIONAL,
        "title": P.OPERATIONAL,
        "text": P.CONFIDENTIAL,
    }

    class Meta:
        ordering = ("place",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("version", "place"), name="one_clause_a_place"),
            models.UniqueConstraint(fields=("version", "key"), name="one_clause_a_key"),
        ]

    def sealed_for(self) -> KeyOwner:
        """Return the pair's own key."""
        return self.version.sealed_for()


class Signature(Identified):
    """Who signed which version, under which name, when, and the digest of what they signed."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="signatures")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    signed_at = models.DateTimeField()
    digest = models.CharField(max_length=64)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "version": P.OPERATIONAL,
        "person": P.PERSONAL,
        "name": P.PERSONAL,
        "signed_at": P.PERSONAL,
        "digest": P.OPERATIONAL,
    }

    class Meta:
        ordering = ("signed_at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("version", "person"), name="one_signature_a_person"),
            models.CheckConstraint(condition=~Q(name=""), name="signature_has_name"),
        ]


class Party(Identified):
    """For whom a version is: those who were in the partnership when it was written, and sign it."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="parties")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=10)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "version": P.OPERATIONAL,
        "person": P.PERSONAL,
        "role": P.PERSONAL,
    }

    class Meta:
        ordering = ("-role", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("version", "person"), name="one_party_a_person")
        ]
