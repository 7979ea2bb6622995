"""The index of search: which mentors a word or a choice finds, as one row of bits each (R5.02).

All of it is derived, and may be thrown away and made again. What a page shows comes from the
biography itself.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from mentorhouse.access.models import Identified
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.programmes.models import Participation, Programme

P = PrivacyClass


class SearchIndex(Identified):
    """The index of one programme’s register."""

    programme = models.OneToOneField(
        Programme, on_delete=models.CASCADE, related_name="search_index"
    )
    # Grows with each change, so that each process knows what it holds in vain.
    version = models.PositiveIntegerField(default=0)
    # The number of the next mentor. No number is given twice.
    size = models.PositiveIntegerField(default=0)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "programme": P.OPERATIONAL,
        "version": P.OPERATIONAL,
        "size": P.OPERATIONAL,
    }

    class Meta:
        verbose_name_plural = "search indexes"


class SearchRow(Identified):
    """One mentor in the index: the number of their bit, and the keys that find them."""

    index = models.ForeignKey(SearchIndex, on_delete=models.CASCADE, related_name="rows")
    participation = models.OneToOneField(
        Participation, on_delete=models.CASCADE, related_name="search_row"
    )
    number = models.PositiveIntegerField()
    keys = models.JSONField(default=list)
    # The profile or biography has changed since.
    stale = models.BooleanField(default=False)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "index": P.OPERATIONAL,
        "participation": P.PERSONAL,
        "number": P.OPERATIONAL,
        "keys": P.PERSONAL,
        "stale": P.OPERATIONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("index", "number"), name="one_mentor_a_number")
        ]
        indexes: ClassVar = [
            models.Index(fields=("index",), condition=Q(stale=True), name="search_row_stale")
        ]


class Posting(Identified):
    """The mentors whom one key finds: a packed row of bits (`rules.bits`)."""

    index = models.ForeignKey(SearchIndex, on_delete=models.CASCADE, related_name="postings")
    kind = models.CharField(max_length=1)
    key = models.CharField(max_length=240)
    label = models.CharField(max_length=200, blank=True)
    count = models.PositiveIntegerField()
    bits = models.BinaryField()
    changed_in = models.PositiveIntegerField()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "index": P.OPERATIONAL,
        "kind": P.OPERATIONAL,
        "key": P.PERSONAL,
        "label": P.PERSONAL,
        "count": P.OPERATIONAL,
        "bits": P.PERSONAL,
        "changed_in": P.OPERATIONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("index", "key"), name="one_posting_a_key")
        ]
        indexes: ClassVar = [
            models.Index(fields=("index", "changed_in"), name="posting_by_change"),
            models.Index(fields=("index", "kind"), name="posting_by_kind"),
        ]
