"""The workforce that recruitment is compared with, and what people say to be counted (R3.11)."""

from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models

from mentorhouse.access.models import Identified
from mentorhouse.access.policy import Capability
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.people.models import Person
from mentorhouse.programmes.models import Programme
from mentorhouse.vault.fields import SealedField
from mentorhouse.vault.keys import KeyOwner

P = PrivacyClass


class Baseline(Identified):
    """How many of the workforce there are of one kind: an organisation, a grade, an answer."""

    class About(models.TextChoices):
        """What the workforce is divided by."""

        ORGANISATION = "organisation", "Organisation"
        GRADE = "grade", "Grade"
        CHARACTERISTIC = "characteristic", "A protected characteristic"

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="baselines")
    about = models.CharField(max_length=20, choices=About)
    # Of a characteristic: the question, “Ethnic group”. Of the others nothing.
    question = models.CharField(max_length=100, blank=True)
    name = models.CharField(max_length=200)
    number = models.PositiveIntegerField()
    position = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=200)
    as_of = models.DateField()
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    entered_at = models.DateTimeField()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "programme": P.OPERATIONAL,
        "about": P.OPERATIONAL,
        "question": P.OPERATIONAL,
        "name": P.OPERATIONAL,
        "number": P.OPERATIONAL,
        "position": P.OPERATIONAL,
        "source": P.OPERATIONAL,
        "as_of": P.OPERATIONAL,
        "entered_by": P.PERSONAL,
        "entered_at": P.OPERATIONAL,
    }

    class Meta:
        """In the order in which they were entered; each name once."""

        ordering = ("about", "question", "position", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("programme", "about", "question", "name"), name="one_baseline_a_name"
            )
        ]


class EqualityAnswer(Identified):
    """What somebody says of themselves to be counted, and for nothing else. Sealed.

    Its being there is the consent; who withdraws it deletes it together with its key.
    """

    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="equality_answers"
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="equality_answers")
    given_at = models.DateTimeField()
    # Counted from then on, together with the others of the batch; without one it waits.
    batch = models.PositiveIntegerField(null=True)
    # Question → the answer chosen, as JSON.
    answers = SealedField(readable_by=Capability.READ_EQUALITY, usable_by=Capability.COUNT_EQUALITY)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "programme": P.OPERATIONAL,
        "person": P.PERSONAL,
        "given_at": P.PERSONAL,
        "batch": P.OPERATIONAL,
        "answers": P.SPECIAL,
    }

    class Meta:
        """One a person and programme."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("programme", "person"), name="one_equality_answer_a_person"
            )
        ]

    def sealed_for(self) -> KeyOwner:
        """Seal with a key of its own, which goes with it."""
        return KeyOwner("equality", self.pk)

    def programme_id_for_audit(self) -> UUID:
        """Name the programme in the entry about opening."""
        return self.programme_id
