"""The steering group: members, what it is for, meetings with papers, decisions, actions (R2.07)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.models import Identified
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.governance.models.entry import ENTRY, OWNED, Entry, Owned
from mentorhouse.programmes.models import Programme

P = PrivacyClass


class SteeringGroup(Entry):
    """What the group is called and what it is for; one a programme, made when first written."""

    name = models.CharField(max_length=120)
    terms = models.TextField(max_length=8000, blank=True)

    privacy: ClassVar[PrivacyClasses] = {**ENTRY, "name": P.OPERATIONAL, "terms": P.OPERATIONAL}

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("programme",), name="one_steering_group_a_programme")
        ]


class BoardMember(Identified):
    """Somebody's seat in the group, from a day and perhaps until a day (that day included)."""

    class Role(models.TextChoices):
        """What they do in the group."""

        CHAIR = "chair", _("Chair")
        DEPUTY = "deputy", _("Deputy chair")
        SECRETARY = "secretary", _("Secretary")
        MEMBER = "member", _("Member")
        OBSERVER = "observer", _("Observer")

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="board_members")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="board_seats"
    )
    role = models.CharField(max_length=10, choices=Role, default=Role.MEMBER)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "programme": P.OPERATIONAL,
        "user": P.PERSONAL,
        "role": P.PERSONAL,
        "since": P.PERSONAL,
        "until": P.PERSONAL,
    }

    class Meta:
        ordering = ("since", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("programme", "user"), name="one_seat_a_person"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="a_seat_ends_after_it_begins",
            ),
        ]

    @property
    def name(self) -> str:
        """Who it is, as shown."""
        person = getattr(self.user, "person", None)
        return person.name if person else self.user.email


class Objective(Entry):
    """What the group has agreed to reach."""

    title = models.CharField(max_length=300)
    measure = models.CharField(max_length=300, blank=True)
    agreed_on = models.DateField()
    met_on = models.DateField(null=True, blank=True)

    privacy: ClassVar[PrivacyClasses] = {
        **ENTRY,
        "title": P.OPERATIONAL,
        "measure": P.OPERATIONAL,
        "agreed_on": P.OPERATIONAL,
        "met_on": P.OPERATIONAL,
    }

    class Meta:
        ordering = ("agreed_on", "pk")

    def __str__(self) -> str:
        return self.title


class Gap(Entry):
    """Something that the group sees missing, and what would fill it."""

    title = models.CharField(max_length=300)
    remedy = models.CharField(max_length=300, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    privacy: ClassVar[PrivacyClasses] = {
        **ENTRY,
        "title": P.OPERATIONAL,
        "remedy": P.OPERATIONAL,
        "closed_on": P.OPERATIONAL,
    }

    class Meta:
        ordering = ("title", "pk")

    def __str__(self) -> str:
        return self.title


class BodyLink(Entry):
    """A body that the group works with, and where to find it."""

    title = models.CharField(max_length=200)
    about = models.CharField(max_length=500, blank=True)
    address = models.URLField(max_length=500, blank=True)

    privacy: ClassVar[PrivacyClasses] = {
        **ENTRY,
        "title": P.OPERATIONAL,
        "about": P.OPERATIONAL,
        "address": P.OPERATIONAL,
    }

    class Meta:
        ordering = ("title", "pk")

    def __str__(self) -> str:
        return self.title


class BoardMeeting(Entry):
    """A meeting of the group."""

    title = models.CharField(max_length=120)
    day = models.DateField()
    starts = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)

    privacy: ClassVar[PrivacyClasses] = {
        **ENTRY,
        "title": P.OPERATIONAL,
        "day": P.OPERATIONAL,
        "starts": P.OPERATIONAL,
        "place": P.OPERATIONAL,
    }

    class Meta:
        ordering = ("-day", "pk")

    def __str__(self) -> str:
        return self.title


class Paper(Entry):
    """Something to read for a meeting: a text, or where it is kept."""

    meeting = models.ForeignKey(BoardMeeting, on_delete=models.CASCADE, related_name="papers")
    title = models.CharField(max_length=200)
    text = models.TextField(max_length=20000, blank=True)
    address = models.URLField(max_length=500, blank=True)

    privacy: ClassVar[PrivacyClasses] = {
        **ENTRY,
        "meeting": P.OPERATIONAL,
        "title": P.OPERATIONAL,
        "text": P.OPERATIONAL,
        "address": P.OPERATIONAL,
    }

    class Meta:
        ordering = ("title", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(text="") | ~Q(address=""), name="a_paper_has_text_or_address"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Decision(Entry):
    """What the group decided in a meeting."""

    meeting = models.ForeignKey(BoardMeeting, on_delete=models.CASCADE, related_name="decisions")
    title = models.CharField(max_length=500)

    privacy: ClassVar[PrivacyClasses] = {
        **ENTRY,
        "meeting": P.OPERATIONAL,
        "title": P.OPERATIONAL,
    }

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.title


class BoardAction(Owned):
    """What somebody does after a meeting."""

    meeting = models.ForeignKey(BoardMeeting, on_delete=models.CASCADE, related_name="actions")
    title = models.CharField(max_length=300)
    due = models.DateField()
    done_on = models.DateField(null=True, blank=True)

    OPEN = Q(done_on=None)
    privacy: ClassVar[PrivacyClasses] = {
        **OWNED,
        "meeting": P.OPERATIONAL,
        "title": P.OPERATIONAL,
        "due": P.OPERATIONAL,
        "done_on": P.OPERATIONAL,
    }

    class Meta(Owned.Meta):
        ordering = ("due", "title", "pk")

    def __str__(self) -> str:
        return self.title
