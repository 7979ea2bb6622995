"""That somebody has completed what a programme asks people to complete (R4.02, R4.05, R4.12)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.models import Identified
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.people.models import Person
from mentorhouse.programmes.models.programme import Programme

P = PrivacyClass


class Completion(Identified):
    """A completed training, induction or accredited programme, once each.

    Rooms above record it through `actions.complete`; criteria, the register and matching read it.
    """

    class What(models.TextChoices):
        """What was completed: the words of `design.people.Completed`, and in-house development."""

        MENTOR_TRAINING = "mentor_training", _("The training for mentors")
        MENTEE_INDUCTION = "mentee_induction", _("The induction for mentees")
        ACCREDITED_PROGRAMME = "accredited_programme", _("An accredited programme")
        IN_HOUSE = "in_house", _("The programme’s own development for mentors")

    class Source(models.TextChoices):
        """How it is known."""

        MODULES = "modules", _("Completed here")
        EVENT = "event", _("Attended an event")
        RECORD = "record", _("Brought in from a learning system")
        COORDINATOR = "coordinator", _("Recorded by a co-ordinator")

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="completions")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="completions")
    what = models.CharField(max_length=30, choices=What)
    source = models.CharField(max_length=20, choices=Source)
    at = models.DateTimeField()
    # Who recorded it, where a person did.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "programme": P.OPERATIONAL,
        "person": P.PERSONAL,
        "what": P.PERSONAL,
        "source": P.PERSONAL,
        "at": P.PERSONAL,
        "by": P.PERSONAL,
    }

    class Meta:
        ordering = ("-at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("programme", "person", "what"), name="completed_once")
        ]
