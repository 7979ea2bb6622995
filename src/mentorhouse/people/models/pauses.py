"""A person's pause from every programme, with the day of their return (R1.08)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.models import Identified
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.people.models.profile import Person

P = PrivacyClass


class Pause(Identified):
    """Somebody takes no new partner until the day of their return; then they are back by the date.

    There is one a person: the latest. Coming back early sets the day of return to that day.
    """

    class Reason(models.TextChoices):
        """Why, in as few words as anybody needs to know."""

        AWAY = "away", _("I am away")
        FULL = "full", _("I have no time for anybody new")

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="pause")
    reason = models.CharField(max_length=10, choices=Reason)
    since = models.DateField()
    returns_on = models.DateField()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "person": P.PERSONAL,
        "reason": P.PERSONAL,
        "since": P.PERSONAL,
        "returns_on": P.PERSONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(returns_on__gte=F("since")), name="a_return_is_not_before_the_pause"
            )
        ]
