"""What was counted of a large programme and its drafts. Derived; it may be counted again."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from mentorhouse.access.models import Identified
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.matching.models.runs import MatchRun
from mentorhouse.programmes.models import Participation, Programme

P = PrivacyClass


class Tally(Identified):
    """A long list of a programme, or of one of its runs, packed by `rules.tallies`."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    run = models.ForeignKey(
        MatchRun, null=True, blank=True, on_delete=models.CASCADE, related_name="tallies"
    )
    what = models.CharField(max_length=60)
    counted_at = models.DateTimeField()
    figures = models.JSONField(default=dict)
    rows = models.BinaryField(default=b"")
    flags = models.BinaryField(default=b"")
    names = models.BinaryField(default=b"")
    order_one = models.BinaryField(default=b"")
    order_two = models.BinaryField(default=b"")

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "programme": P.OPERATIONAL,
        "run": P.OPERATIONAL,
        "what": P.OPERATIONAL,
        "counted_at": P.OPERATIONAL,
        "figures": P.PERSONAL,
        "rows": P.PERSONAL,
        "flags": P.PERSONAL,
        "names": P.PERSONAL,
        "order_one": P.PERSONAL,
        "order_two": P.PERSONAL,
    }

    class Meta:
        verbose_name_plural = "tallies"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("run", "what"), name="one_tally_a_list_of_a_run"),
            models.UniqueConstraint(
                fields=("programme", "what"),
                condition=Q(run__isnull=True),
                name="one_tally_a_list_of_a_programme",
            ),
        ]


class Nearest(Identified):
    """The mentors who fitted a mentee best when a large draft was made, the best first."""

    run = models.ForeignKey(MatchRun, on_delete=models.CASCADE, related_name="nearest")
    mentee = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="+")
    mentors = models.BinaryField()  # identifiers, one behind the other

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "run": P.OPERATIONAL,
        "mentee": P.PERSONAL,
        "mentors": P.PERSONAL,
    }

    class Meta:
        verbose_name_plural = "nearest"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("run", "mentee"), name="nearest_once_in_a_run")
        ]
