"""What belongs to a partnership while it runs: phases, reviews, changes of course."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from mentorhouse.access.models import Identified
from mentorhouse.access.policy import Capability
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.partnerships.models.partnerships import Partnership
from mentorhouse.partnerships.states import CorrectionState, ReviewState
from mentorhouse.programmes.models import Participation
from mentorhouse.vault.fields import SealedField
from mentorhouse.vault.keys import KeyOwner

P = PrivacyClass


class PhaseMove(Identified):
    """That a pair moved to a phase, on or back. The last one says where it stands (R10.01)."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="phase_moves"
    )
    phase = models.CharField(max_length=60)
    by = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="+")
    moved_at = models.DateTimeField()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "partnership": P.OPERATIONAL,
        "phase": P.PERSONAL,
        "by": P.PERSONAL,
        "moved_at": P.PERSONAL,
    }

    class Meta:
        ordering = ("moved_at", "pk")


class Tick(Identified):
    """That one member ticked a point of the checklist. `item` is a digest of its words."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="ticks")
    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="+")
    item = models.CharField(max_length=32)
    ticked_at = models.DateTimeField()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "partnership": P.OPERATIONAL,
        "participation": P.PERSONAL,
        "item": P.PERSONAL,
        "ticked_at": P.PERSONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("partnership", "participation", "item"), name="each_ticks_a_point_once"
            )
        ]


class Review(Identified):
    """A review of the relationship: alone, then together (R10.02)."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="reviews")
    state = models.CharField(max_length=10, default=ReviewState.ALONE.value)
    asked_at = models.DateTimeField()
    shown_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    agreed = SealedField(readable_by=Capability.REVIEW_TOGETHER)
    revision = models.PositiveIntegerField(default=0)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "partnership": P.OPERATIONAL,
        "state": P.PERSONAL,
        "asked_at": P.PERSONAL,
        "shown_at": P.PERSONAL,
        "settled_at": P.PERSONAL,
        "agreed": P.CONFIDENTIAL,
        "revision": P.OPERATIONAL,
    }

    class Meta:
        ordering = ("-asked_at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("partnership",),
                condition=Q(state__in=[ReviewState.ALONE.value, ReviewState.TOGETHER.value]),
                name="one_open_review",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[ReviewState.ALONE.value, ReviewState.LEFT.value], shown_at=None
                )
                | Q(
                    state__in=[ReviewState.TOGETHER.value, ReviewState.SETTLED.value],
                    shown_at__isnull=False,
                ),
                name="review_is_shown_together",
            ),
        ]

    def sealed_for(self) -> KeyOwner:
        """Return the pair's own key."""
        return KeyOwner("partnership", self.partnership_id)


def _part() -> SealedField:
    return SealedField(readable_by=Capability.READ_REVIEW_PART)


class ReviewPart(Identified):
    """What one member says in a review: theirs alone until all are done."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="parts")
    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    works = _part()
    lacks = _part()
    goals = _part()
    agreement = _part()
    balance = _part()
    wishes = _part()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "review": P.OPERATIONAL,
        "participation": P.PERSONAL,
        "done_at": P.PERSONAL,
        "works": P.CONFIDENTIAL,
        "lacks": P.CONFIDENTIAL,
        "goals": P.CONFIDENTIAL,
        "agreement": P.CONFIDENTIAL,
        "balance": P.CONFIDENTIAL,
        "wishes": P.CONFIDENTIAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("review", "participation"), name="one_part_a_person_in_a_review"
            )
        ]

    def sealed_for(self) -> KeyOwner:
        """Return the pair's own key."""
        return self.review.sealed_for()


class Correction(Identified):
    """A talk about how the partnership goes, with the agreement alongside (R10.11)."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="corrections"
    )
    state = models.CharField(max_length=10, default=CorrectionState.OPEN.value)
    asked_by = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    topic = SealedField(readable_by=Capability.CORRECT_COURSE)
    agreed = SealedField(readable_by=Capability.CORRECT_COURSE)
    revision = models.PositiveIntegerField(default=0)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "partnership": P.OPERATIONAL,
        "state": P.PERSONAL,
        "asked_by": P.PERSONAL,
        "asked_at": P.PERSONAL,
        "closed_at": P.PERSONAL,
        "topic": P.CONFIDENTIAL,
        "agreed": P.CONFIDENTIAL,
        "revision": P.OPERATIONAL,
    }

    class Meta:
        ordering = ("-asked_at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("partnership",),
                condition=Q(state=CorrectionState.OPEN.value),
                name="one_open_correction",
            ),
            models.CheckConstraint(
                condition=Q(state=CorrectionState.OPEN.value, closed_at=None)
                | (~Q(state=CorrectionState.OPEN.value) & Q(closed_at__isnull=False)),
                name="correction_closed_at",
            ),
        ]

    def sealed_for(self) -> KeyOwner:
        """Return the pair's own key."""
        return KeyOwner("partnership", self.partnership_id)
