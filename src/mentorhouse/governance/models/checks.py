"""Answers to checklists, and the risks of a programme (R2.05, R2.16, R2.26)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.governance.models.entry import ENTRY, OWNED, Entry, Owned

P = PrivacyClass


class CheckNote(Entry):
    """What somebody says about one point of a checklist."""

    class Checklist(models.TextChoices):
        """Which checklist."""

        HEALTH = "health", _("Health check")
        PRINCIPLES = "principles", _("Principles of good arrangements")

    class Answer(models.TextChoices):
        """How the point stands in somebody's judgement."""

        NONE = "", _("Not answered")
        YES = "yes", _("Yes")
        PARTLY = "partly", _("Partly")
        NO = "no", _("No")
        NOT_NEEDED = "not_needed", _("Not needed here")

    checklist = models.CharField(max_length=12, choices=Checklist)
    point = models.CharField(max_length=40)
    answer = models.CharField(max_length=12, choices=Answer, blank=True)
    evidence = models.TextField(max_length=1000, blank=True)
    note = models.TextField(max_length=2000, blank=True)

    privacy: ClassVar[PrivacyClasses] = {
        **ENTRY,
        "checklist": P.OPERATIONAL,
        "point": P.OPERATIONAL,
        "answer": P.OPERATIONAL,
        "evidence": P.OPERATIONAL,
        "note": P.OPERATIONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("programme", "checklist", "point"), name="one_note_a_point"
            )
        ]


class Risk(Owned):
    """Something that may go wrong, how likely and how bad it is, and what is done about it."""

    class Weight(models.IntegerChoices):
        """How likely, and how bad."""

        LOW = 1, _("Low")
        MIDDLE = 2, _("Middle")
        HIGH = 3, _("High")

    # Which of the known pitfalls and barriers it is; empty for the programme's own risks.
    seed = models.CharField(max_length=40, blank=True, editable=False)
    title = models.CharField(max_length=200)
    likelihood = models.PositiveSmallIntegerField(choices=Weight, default=Weight.MIDDLE)
    impact = models.PositiveSmallIntegerField(choices=Weight, default=Weight.MIDDLE)
    response = models.TextField(max_length=2000, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    OPEN = Q(closed_on=None)
    privacy: ClassVar[PrivacyClasses] = {
        **OWNED,
        "seed": P.OPERATIONAL,
        "title": P.OPERATIONAL,
        "likelihood": P.OPERATIONAL,
        "impact": P.OPERATIONAL,
        "response": P.OPERATIONAL,
        "closed_on": P.OPERATIONAL,
    }

    class Meta(Owned.Meta):
        ordering = ("title", "pk")
        constraints: ClassVar = [
            *Owned.Meta.constraints,
            models.UniqueConstraint(
                fields=("programme", "seed"), condition=~Q(seed=""), name="one_risk_a_seed"
            ),
            models.CheckConstraint(
                condition=Q(likelihood__range=(1, 3), impact__range=(1, 3)), name="risk_weights"
            ),
        ]

    def __str__(self) -> str:
        return self.title
