"""Shortlists: the few mentors that a mentee is offered to choose from."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from mentorhouse.access.models import Identified
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.matching.models.runs import MatchRun
from mentorhouse.matching.states.shortlists import ShortlistState
from mentorhouse.programmes.models import Participation

P = PrivacyClass


class Shortlist(Identified):
    """The mentors that one mentee may choose from, until a day."""

    run = models.ForeignKey(MatchRun, on_delete=models.CASCADE, related_name="shortlists")
    mentee = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="shortlists")
    state = models.CharField(max_length=10, default=ShortlistState.DRAFT.value)
    # Why the mentee is offered fewer mentors than the programme gives; [] where nobody is missing.
    short = models.JSONField(default=list)
    offered_at = models.DateTimeField(null=True, blank=True)
    answer_by = models.DateField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "run": P.OPERATIONAL,
        "mentee": P.PERSONAL,
        "state": P.PERSONAL,
        "short": P.PERSONAL,
        "offered_at": P.PERSONAL,
        "answer_by": P.PERSONAL,
        "reminded_at": P.PERSONAL,
        "ended_at": P.PERSONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in ShortlistState]), name="shortlist_state"
            ),
            models.UniqueConstraint(fields=("run", "mentee"), name="one_shortlist_in_a_run"),
            models.UniqueConstraint(
                fields=("mentee",),
                condition=Q(state=ShortlistState.OPEN.value),
                name="one_open_shortlist_a_mentee",
            ),
            models.CheckConstraint(
                condition=~Q(state=ShortlistState.OPEN.value)
                | Q(offered_at__isnull=False, answer_by__isnull=False),
                name="an_open_shortlist_has_an_end",
            ),
        ]


class ShortlistPlace(Identified):
    """A mentor on a shortlist. Mentors hear of it only when they are invited."""

    shortlist = models.ForeignKey(Shortlist, on_delete=models.CASCADE, related_name="places")
    mentor = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="+")
    score = models.PositiveIntegerField()
    parts = models.JSONField()  # visible criteria only, as of a pair
    warnings = models.JSONField(default=list)
    by_hand = models.BooleanField(default=False)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "shortlist": P.OPERATIONAL,
        "mentor": P.PERSONAL,
        "score": P.PERSONAL,
        "parts": P.PERSONAL,
        "warnings": P.PERSONAL,
        "by_hand": P.OPERATIONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("shortlist", "mentor"), name="once_on_a_shortlist")
        ]
