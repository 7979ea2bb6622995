"""How mentors see their own practice, and what mentees say of it (R4.08, R4.09)."""

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q

from mentorhouse.access.models import Identified
from mentorhouse.access.policy import Capability
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.partnerships.models import Partnership
from mentorhouse.people.models import Person
from mentorhouse.programmes.models import Participation
from mentorhouse.vault.fields import SealedField
from mentorhouse.vault.keys import KeyOwner

P = PrivacyClass


class SelfAssessment(Identified):
    """How a mentor sees their own practice on one day. Theirs alone, unless they share it."""

    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="self_assessments"
    )
    on = models.DateField()
    # [[what, points], …] and a note, as JSON: the words stand as they were on that day.
    answers = SealedField(readable_by=Capability.READ_SELF_ASSESSMENT)
    # The supervisor reads it from here on, for as long as they look after the mentor.
    shared_at = models.DateTimeField(null=True)
    once = models.UUIDField(unique=True)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "participation": P.PERSONAL,
        "on": P.PERSONAL,
        "answers": P.CONFIDENTIAL,
        "shared_at": P.PERSONAL,
        "once": P.OPERATIONAL,
    }

    class Meta:
        ordering = ("-on", "pk")

    def sealed_for(self) -> KeyOwner:
        """Seal with a key of the mentor’s own practice."""
        return KeyOwner("practice", self.participation_id)

    def programme_id_for_audit(self) -> UUID:
        """Name the programme in the entry about opening."""
        return self.participation.programme_id


class PracticeFeedback(Identified):
    """What a mentee says of their mentor’s practice.

    Openly, with their name, or only together with others: then it is counted in a batch of at
    least as many mentees as the programme’s small number, and nobody opens it alone.
    """

    about = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="practice_feedback"
    )
    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="practice_feedback"
    )
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    on = models.DateField()
    openly = models.BooleanField()
    # {key of the behaviour: points} and, where it is open, words; as JSON.
    answers = SealedField(
        readable_by=Capability.READ_PRACTICE_FEEDBACK, usable_by=Capability.COUNT_PRACTICE
    )
    # With which others it was shown; empty while it waits for enough of them.
    batch = models.PositiveIntegerField(null=True)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "about": P.PERSONAL,
        "partnership": P.PERSONAL,
        "by": P.PERSONAL,
        "on": P.PERSONAL,
        "openly": P.PERSONAL,
        "answers": P.CONFIDENTIAL,
        "batch": P.OPERATIONAL,
    }

    class Meta:
        ordering = ("-on", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("about", "by"),
                condition=Q(batch=None, openly=False),
                name="one_feedback_waits_a_mentee",
            ),
            models.UniqueConstraint(
                fields=("about", "by"), condition=Q(openly=True), name="one_open_feedback_a_mentee"
            ),
            models.CheckConstraint(
                condition=Q(openly=False) | Q(batch=None), name="open_feedback_is_in_no_batch"
            ),
        ]

    def sealed_for(self) -> KeyOwner:
        """Seal as the mentor’s practice."""
        return KeyOwner("practice", self.about_id)

    def programme_id_for_audit(self) -> UUID:
        """Name the programme in the entry about opening."""
        return self.about.programme_id
