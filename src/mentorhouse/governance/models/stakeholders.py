"""Who has an interest in the programme, and what they are told when (R2.15, R11.10)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.governance.models.entry import ENTRY, OWNED, Entry, Owned

P = PrivacyClass


class Stakeholder(Owned):
    """Somebody, or a group, with an interest; the owner keeps them informed."""

    class Often(models.TextChoices):
        """How often they are informed."""

        MONTHLY = "monthly", _("Every month")
        QUARTERLY = "quarterly", _("Every three months")
        HALF_YEARLY = "half_yearly", _("Every six months")
        YEARLY = "yearly", _("Every year")
        ONCE = "once", _("Once")

    title = models.CharField(max_length=200)
    interest = models.CharField(max_length=500)
    wants = models.CharField(max_length=500, blank=True)
    how = models.CharField(max_length=200)
    often = models.CharField(max_length=12, choices=Often, default=Often.QUARTERLY)
    due = models.DateField(null=True, blank=True)
    informed_on = models.DateField(null=True, blank=True)

    OPEN = Q(due__isnull=False)
    privacy: ClassVar[PrivacyClasses] = {
        **OWNED,
        "title": P.PERSONAL,
        "interest": P.OPERATIONAL,
        "wants": P.OPERATIONAL,
        "how": P.OPERATIONAL,
        "often": P.OPERATIONAL,
        "due": P.OPERATIONAL,
        "informed_on": P.OPERATIONAL,
    }

    class Meta(Owned.Meta):
        ordering = ("due", "title", "pk")

    def __str__(self) -> str:
        return self.title


class Input(Entry):
    """What a stakeholder said, when, and what came of it."""

    stakeholder = models.ForeignKey(Stakeholder, on_delete=models.CASCADE, related_name="inputs")
    title = models.CharField(max_length=1000)
    day = models.DateField()
    outcome = models.CharField(max_length=500, blank=True)

    privacy: ClassVar[PrivacyClasses] = {
        **ENTRY,
        "stakeholder": P.PERSONAL,
        "title": P.OPERATIONAL,
        "day": P.OPERATIONAL,
        "outcome": P.OPERATIONAL,
    }

    class Meta:
        ordering = ("-day", "pk")

    def __str__(self) -> str:
        return self.title


class Message(Owned):
    """A row of the communication plan: who is told what, by which way, by when."""

    audience = models.CharField(max_length=200)
    title = models.CharField(max_length=500)
    channel = models.CharField(max_length=200)
    due = models.DateField()
    done_on = models.DateField(null=True, blank=True)

    OPEN = Q(done_on=None)
    privacy: ClassVar[PrivacyClasses] = {
        **OWNED,
        "audience": P.OPERATIONAL,
        "title": P.OPERATIONAL,
        "channel": P.OPERATIONAL,
        "due": P.OPERATIONAL,
        "done_on": P.OPERATIONAL,
    }

    class Meta(Owned.Meta):
        ordering = ("due", "audience", "pk")

    def __str__(self) -> str:
        return self.title
