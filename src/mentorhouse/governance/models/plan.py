"""The plan of a programme: milestones from design to evaluation (R2.04)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.governance.models.entry import OWNED, Owned

P = PrivacyClass


class Milestone(Owned):
    """One step of the plan."""

    class Stage(models.TextChoices):
        """To which part of a programme's life it belongs."""

        DESIGN = "design", _("Design")
        RECRUIT = "recruit", _("Recruit")
        TRAIN = "train", _("Train")
        MATCH = "match", _("Match")
        RUN = "run", _("Run")
        REVIEW = "review", _("Review")
        CLOSE = "close", _("Close")
        EVALUATE = "evaluate", _("Evaluate")

    title = models.CharField(max_length=120)
    stage = models.CharField(max_length=10, choices=Stage)
    start = models.DateField()
    due = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    note = models.TextField(max_length=2000, blank=True)
    # Which of the offered first set it is, so that choosing it twice makes it once.
    seed = models.CharField(max_length=30, blank=True, editable=False)

    OPEN = Q(done_on=None)
    privacy: ClassVar[PrivacyClasses] = {
        **OWNED,
        "title": P.OPERATIONAL,
        "stage": P.OPERATIONAL,
        "start": P.OPERATIONAL,
        "due": P.OPERATIONAL,
        "done_on": P.OPERATIONAL,
        "note": P.OPERATIONAL,
        "seed": P.OPERATIONAL,
    }

    class Meta(Owned.Meta):
        ordering = ("due", "start", "title", "pk")
        constraints: ClassVar = [
            *Owned.Meta.constraints,
            models.CheckConstraint(
                condition=Q(start__lte=F("due")), name="milestone_starts_before_it_is_due"
            ),
            models.UniqueConstraint(
                fields=("programme", "seed"), condition=~Q(seed=""), name="one_milestone_a_seed"
            ),
        ]

    def __str__(self) -> str:
        return self.title
