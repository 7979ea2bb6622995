"""The mentors’ space of a programme: what they ask, share and announce to one another (R4.11)."""

from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.models import Identified
from mentorhouse.access.policy import Capability
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.programmes.models import Programme
from mentorhouse.vault.fields import SealedField
from mentorhouse.vault.keys import KeyOwner

P = PrivacyClass


class Thread(Identified):
    """A question, a date to meet, or a piece of material, with what mentors say to it."""

    class Kind(models.TextChoices):
        """What it is."""

        QUESTION = "question", _("A question")
        MEETING = "meeting", _("A date to meet")
        MATERIAL = "material", _("Material")

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="threads")
    kind = models.CharField(max_length=10, choices=Kind)
    title = SealedField(readable_by=Capability.READ_SPACE)
    link = SealedField(readable_by=Capability.READ_SPACE)
    meets_at = models.DateTimeField(null=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    started_at = models.DateTimeField()
    last_at = models.DateTimeField()
    # Of the form that it came from: the same form sent twice is one thread.
    once = models.UUIDField(unique=True)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "programme": P.OPERATIONAL,
        "kind": P.OPERATIONAL,
        "title": P.CONFIDENTIAL,
        "link": P.CONFIDENTIAL,
        "meets_at": P.OPERATIONAL,
        "started_by": P.PERSONAL,
        "started_at": P.OPERATIONAL,
        "last_at": P.OPERATIONAL,
        "once": P.OPERATIONAL,
    }

    class Meta:
        ordering = ("-last_at", "pk")
        indexes: ClassVar = [models.Index(fields=("programme", "-last_at"), name="threads_newest")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind="meeting", meets_at__isnull=False)
                | (~Q(kind="meeting") & Q(meets_at=None)),
                name="a_date_to_meet_has_a_date",
            )
        ]

    def sealed_for(self) -> KeyOwner:
        """Seal with the space’s own key, so that it can be destroyed alone."""
        return KeyOwner("space", self.programme_id)

    def programme_id_for_audit(self) -> UUID:
        """Name the programme in the entry about opening."""
        return self.programme_id


class Why(models.TextChoices):
    """What may be wrong with a post."""

    NAMES_SOMEONE = "names_someone", _("It lets readers guess whom somebody mentors")
    UNKIND = "unkind", _("It is unkind")
    ELSEWHERE = "elsewhere", _("It belongs elsewhere, for example to the contact for concerns")


class Post(Identified):
    """What somebody says in a thread; the first one opens it."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="posts")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = SealedField(readable_by=Capability.READ_SPACE)
    at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True)
    # Each change makes it larger: of two who change it at once, the second is told.
    version = models.PositiveIntegerField(default=1)
    once = models.UUIDField(unique=True)
    hidden_at = models.DateTimeField(null=True)
    hidden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    hidden_because = models.CharField(max_length=20, choices=Why, blank=True)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "thread": P.OPERATIONAL,
        "by": P.PERSONAL,
        "text": P.CONFIDENTIAL,
        "at": P.OPERATIONAL,
        "changed_at": P.OPERATIONAL,
        "version": P.OPERATIONAL,
        "once": P.OPERATIONAL,
        "hidden_at": P.OPERATIONAL,
        "hidden_by": P.PERSONAL,
        "hidden_because": P.OPERATIONAL,
    }

    class Meta:
        ordering = ("at", "pk")
        indexes: ClassVar = [models.Index(fields=("thread", "at"), name="posts_in_order")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(hidden_at=None, hidden_because="")
                | (Q(hidden_at__isnull=False) & ~Q(hidden_because="")),
                name="hidden_has_a_reason",
            )
        ]

    def sealed_for(self) -> KeyOwner:
        """Seal as the thread."""
        return KeyOwner("space", self.thread.programme_id)

    def programme_id_for_audit(self) -> UUID:
        """Name the programme in the entry about opening."""
        return self.thread.programme_id


class Report(Identified):
    """That somebody asks the moderators to look at a post; once each."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="reports")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    why = models.CharField(max_length=20, choices=Why)
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "post": P.OPERATIONAL,
        "by": P.PERSONAL,
        "why": P.OPERATIONAL,
        "at": P.OPERATIONAL,
        "settled_at": P.OPERATIONAL,
    }

    class Meta:
        ordering = ("at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("post", "by"), name="one_report_each")
        ]
