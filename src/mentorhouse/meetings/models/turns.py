"""Who mentors first in a meeting of two who mentor each other (R9.07)."""

from typing import ClassVar

from django.db import models

from mentorhouse.access.models import Identified
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.meetings.models.meetings import Meeting
from mentorhouse.people.models import Person

P = PrivacyClass


class Turn(Identified):
    """Who is the mentor first in one meeting: as it fell, or as the two chose for it."""

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="turn")
    begins = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "meeting": P.OPERATIONAL,
        "begins": P.PERSONAL,
    }
