"""A pause of one taking part: in one role of one programme, until a day (R1.08)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from mentorhouse.access.models import Identified
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.programmes.models.programme import Participation

P = PrivacyClass


class PlacePause(Identified):
    """Somebody takes nobody new here until the day of their return; elsewhere nothing changes.

    There is one for each taking part: the latest. Who pauses everywhere has a `people.Pause`.
    """

    participation = models.OneToOneField(
        Participation, on_delete=models.CASCADE, related_name="pause"
    )
    since = models.DateField()
    returns_on = models.DateField()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "participation": P.PERSONAL,
        "since": P.PERSONAL,
        "returns_on": P.PERSONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(returns_on__gte=F("since")),
                name="a_place_is_not_back_before_it_pauses",
            )
        ]
