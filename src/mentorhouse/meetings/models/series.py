"""A series of meetings, and a person's private calendar address (R7.01)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.models import LINK_PRIVACY, Identified, PrivatelyLinked
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.meetings.models.meetings import Meeting
from mentorhouse.meetings.states import SeriesState
from mentorhouse.people.models import Person

P = PrivacyClass


class Series(Identified):
    """An agreed meeting that one of two wants to repeat; each repetition is its own meeting."""

    class Every(models.TextChoices):
        """How often."""

        WEEK = "week", _("Every week")
        FORTNIGHT = "fortnight", _("Every two weeks")
        MONTH = "month", _("Every month, on the same weekday")

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="series")
    every = models.CharField(max_length=9, choices=Every)
    times = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, default=SeriesState.PROPOSED.value)
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    repeats = models.ManyToManyField(Meeting, related_name="repeated_in")

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "meeting": P.OPERATIONAL,
        "every": P.PERSONAL,
        "times": P.PERSONAL,
        "state": P.PERSONAL,
        "proposed_by": P.PERSONAL,
        "proposed_at": P.PERSONAL,
        "repeats": P.OPERATIONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in SeriesState]), name="series_state"
            ),
            models.CheckConstraint(condition=Q(times__gte=1, times__lte=12), name="series_times"),
        ]


class CalendarFeed(PrivatelyLinked):
    """The secret address at which one's calendar reads one's meetings."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField()

    privacy: ClassVar[PrivacyClasses] = {
        **LINK_PRIVACY,
        "person": P.PERSONAL,
        "made_at": P.OPERATIONAL,
    }
