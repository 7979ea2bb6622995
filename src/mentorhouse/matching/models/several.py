"""Partnerships of several that a run drafted: groups, fours, teams, two who swap roles."""

from typing import ClassVar

from django.db import models

from mentorhouse.access.models import Identified
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.matching.models.runs import MatchRun
from mentorhouse.programmes.models import Participation

P = PrivacyClass


class DraftGroup(Identified):
    """People whom a run put together as one partnership, and why."""

    run = models.ForeignKey(MatchRun, on_delete=models.CASCADE, related_name="groups")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=100, blank=True)  # of a team
    score = models.PositiveIntegerField()
    reasons = models.JSONField()  # visible criteria only, in words

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "run": P.OPERATIONAL,
        "number": P.OPERATIONAL,
        "name": P.PERSONAL,
        "score": P.PERSONAL,
        "reasons": P.PERSONAL,
    }

    class Meta:
        ordering = ("number", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("run", "number"), name="one_group_a_number_in_a_run")
        ]


class DraftPlace(Identified):
    """Somebody’s place in a drafted group; who mentors each other has two, one in each role."""

    group = models.ForeignKey(DraftGroup, on_delete=models.CASCADE, related_name="places")
    # The group’s run, so that the database holds each place of a person to one group of a run.
    run = models.ForeignKey(MatchRun, on_delete=models.CASCADE, related_name="+")
    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="+")
    note = models.CharField(max_length=200, blank=True)  # that a mentor is experienced, or new

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "group": P.OPERATIONAL,
        "run": P.OPERATIONAL,
        "participation": P.PERSONAL,
        "note": P.PERSONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("run", "participation"), name="in_one_group_of_a_run")
        ]
