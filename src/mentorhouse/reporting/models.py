"""What each of a pair says privately of how well their match fits; figures that were given out."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.models import Identified
from mentorhouse.access.policy import Capability
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.partnerships.models import Partnership
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.vault.fields import SealedField
from mentorhouse.vault.keys import KeyOwner

P = PrivacyClass


class FitAnswer(Identified):
    """What one of a pair said of how well it fits. Nobody opens it but the counting (R5.16).

    What is sent is never changed: it is counted together with others, for good.
    """

    class Moment(models.TextChoices):
        """When it is asked."""

        MET = "met", _("After three meetings")
        END = "end", _("At the end")

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="+")
    moment = models.CharField(max_length=5, choices=Moment)
    points = SealedField(readable_by=Capability.COUNT_FIT, usable_by=Capability.COUNT_FIT)
    at = models.DateTimeField()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "partnership": P.PERSONAL,
        "by": P.PERSONAL,
        "moment": P.OPERATIONAL,
        "points": P.CONFIDENTIAL,
        "at": P.PERSONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("partnership", "by", "moment"), name="one_fit_answer_a_moment"
            )
        ]

    def sealed_for(self) -> KeyOwner:
        """Return a key that seals nothing else of its author."""
        return KeyOwner("fit", self.pk)

    def programme_id_for_audit(self) -> object:
        """Return the programme in which it is counted."""
        return self.partnership.programme_id


class Release(Identified):
    """The figures of a week as they were given out: only what everybody entitled may see (R12.04).

    The counts themselves are not kept. What was given out is never changed: readers have it.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    day = models.DateField()
    small_number = models.PositiveSmallIntegerField()
    figures = models.JSONField()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "programme": P.OPERATIONAL,
        "at": P.OPERATIONAL,
        "day": P.OPERATIONAL,
        "small_number": P.OPERATIONAL,
        "figures": P.OPERATIONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("programme", "day"), name="one_release_of_figures_a_day"
            )
        ]
