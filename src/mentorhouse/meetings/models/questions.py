"""“Did you meet?” by e-mail: one private link for each person and meeting (R7.20)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.models import LINK_PRIVACY, PrivatelyLinked
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.meetings.models.meetings import Meeting
from mentorhouse.people.models import Person

P = PrivacyClass


class MeetingQuestion(PrivatelyLinked):
    """The question to one person what became of one meeting; the answer is a fact."""

    class Said(models.TextChoices):
        """What was pressed."""

        YES = "yes", _("Yes, we met")
        MOVED = "moved", _("Not yet: we moved it")
        NO = "no", _("No, we did not meet")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="questions")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    said = models.CharField(max_length=5, choices=Said, blank=True)
    said_at = models.DateTimeField(null=True, blank=True)

    privacy: ClassVar[PrivacyClasses] = {
        **LINK_PRIVACY,
        "meeting": P.OPERATIONAL,
        "person": P.PERSONAL,
        "said": P.PERSONAL,
        "said_at": P.PERSONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("meeting", "person"), name="each_is_asked_of_a_meeting_once"
            ),
            models.CheckConstraint(
                condition=Q(said="", said_at=None) | (~Q(said="") & Q(said_at__isnull=False)),
                name="answered_with_a_moment",
            ),
        ]
