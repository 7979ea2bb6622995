"""Prepare alone, agree together: what each answers alone, and that all have finished (R6.02)."""

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q

from mentorhouse.access.models import Identified
from mentorhouse.access.policy import Capability
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.agreements.states import PreparationState
from mentorhouse.partnerships.models import Partnership
from mentorhouse.people.models import Person
from mentorhouse.programmes.models import Programme
from mentorhouse.vault.fields import SealedField
from mentorhouse.vault.keys import KeyOwner

P = PrivacyClass


class Preparation(Identified):
    """The preparation of one agreement, with the questions as they were when it opened.

    It opens with the introductory meeting, before there is a partnership, or with the partnership.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    partnership = models.OneToOneField(
        Partnership, null=True, blank=True, on_delete=models.CASCADE, related_name="preparation"
    )
    # The first talk that it opened with: a row of the room that leads to partnerships.
    introduction = models.UUIDField(null=True, blank=True, unique=True)
    state = models.CharField(max_length=10, default=PreparationState.ALONE.value)
    questions = models.JSONField()
    began_at = models.DateTimeField()
    shown_at = models.DateTimeField(null=True, blank=True)
    gone_at = models.DateTimeField(null=True, blank=True)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "programme": P.OPERATIONAL,
        "partnership": P.OPERATIONAL,
        "introduction": P.OPERATIONAL,
        "state": P.PERSONAL,
        "questions": P.OPERATIONAL,
        "began_at": P.PERSONAL,
        "shown_at": P.PERSONAL,
        "gone_at": P.OPERATIONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(partnership__isnull=False) | Q(introduction__isnull=False),
                name="preparation_of_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state=PreparationState.ALONE.value, shown_at=None, gone_at=None)
                | Q(state=PreparationState.TOGETHER.value, shown_at__isnull=False, gone_at=None)
                | Q(state=PreparationState.GONE.value, gone_at__isnull=False),
                name="preparation_shown_or_gone",
            ),
        ]

    def sealed_for(self) -> KeyOwner:
        """Return a key of its own: the answers go before the pair's other words do (R6.14)."""
        return KeyOwner("preparation", self.pk)


class PreparedPart(Identified):
    """What one person answers: theirs alone until all have finished."""

    preparation = models.ForeignKey(Preparation, on_delete=models.CASCADE, related_name="parts")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    answers = SealedField(readable_by=Capability.READ_PREPARATION)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "preparation": P.OPERATIONAL,
        "person": P.PERSONAL,
        "done_at": P.PERSONAL,
        "answers": P.CONFIDENTIAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("preparation", "person"), name="one_prepared_part_a_person"
            )
        ]

    def sealed_for(self) -> KeyOwner:
        """Return the preparation's own key."""
        return self.preparation.sealed_for()

    def programme_id_for_audit(self) -> UUID:
        """Name the programme in the entry about opening."""
        return self.preparation.programme_id
