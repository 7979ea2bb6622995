"""Who hears concerns; a concern with dates plain and everything else sealed."""

from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.models import Identified
from mentorhouse.access.policy import Capability
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.concerns.states import ConcernState, Kind
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.vault.fields import SealedField
from mentorhouse.vault.keys import KeyOwner

P = PrivacyClass
SENT = (ConcernState.SENT.value, ConcernState.TAKEN_UP.value, ConcernState.CLOSED.value)


class Contact(Identified):
    """Somebody who hears concerns in a programme. A row ends and is never used again."""

    class Rank(models.TextChoices):
        """Who hears what comes first, and who hears what is about the first or a co-ordinator."""

        FIRST = "first", _("Named contact")
        SECOND = "second", _("Second contact")

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="contacts")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="hears_concerns"
    )
    rank = models.CharField(max_length=6, choices=Rank)
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "programme": P.OPERATIONAL,
        "user": P.PERSONAL,
        "rank": P.OPERATIONAL,
        "since": P.OPERATIONAL,
        "ended_at": P.OPERATIONAL,
    }

    class Meta:
        ordering = ("rank", "since", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("programme", "rank"), condition=Q(ended_at=None), name="one_contact_a_rank"
            ),
            models.UniqueConstraint(
                fields=("programme", "user"), condition=Q(ended_at=None), name="one_rank_a_contact"
            ),
        ]

    @property
    def name(self) -> str:
        """The name as shown: the profile’s, or the address until there is one."""
        person = getattr(self.user, "person", None)
        return person.name if person else self.user.email


def _sealed() -> SealedField:
    return SealedField(readable_by=Capability.READ_CONCERN)


class Concern(Identified):
    """What somebody speaks up with. Its kind and dates are facts; all words are sealed.

    Whom it is about stands in no plain column either: `kept_from` holds signs of those who must
    never see it, which name nobody.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="concerns")
    kind = models.CharField(max_length=30)
    state = models.CharField(max_length=20, default=ConcernState.DRAFT.value)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    contact = models.ForeignKey(
        Contact, null=True, on_delete=models.PROTECT, related_name="concerns"
    )
    # Whose mentor passed something on; nobody for every other kind.
    mentee = models.ForeignKey(
        Participation, null=True, on_delete=models.PROTECT, related_name="passed_on"
    )
    kept_from = models.JSONField(default=list)
    ground = _sealed()
    about = _sealed()
    facts = _sealed()
    unsafe = _sealed()
    # Whether the mentor told the mentee first; if not, by when the mentee is told at the latest.
    told_first = models.BooleanField(null=True)
    tell_on = models.DateField(null=True)
    told_at = models.DateTimeField(null=True)
    begun_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    taken_up_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    once = models.UUIDField(unique=True)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "programme": P.OPERATIONAL,
        "kind": P.PERSONAL,
        "state": P.PERSONAL,
        "by": P.PERSONAL,
        "contact": P.PERSONAL,
        "mentee": P.PERSONAL,
        "kept_from": P.OPERATIONAL,
        "ground": P.CONFIDENTIAL,
        "about": P.CONFIDENTIAL,
        "facts": P.CONFIDENTIAL,
        "unsafe": P.CONFIDENTIAL,
        "told_first": P.PERSONAL,
        "tell_on": P.PERSONAL,
        "told_at": P.PERSONAL,
        "begun_at": P.PERSONAL,
        "sent_at": P.PERSONAL,
        "taken_up_at": P.PERSONAL,
        "closed_at": P.PERSONAL,
        "once": P.OPERATIONAL,
    }

    class Meta:
        ordering = ("-begun_at", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state=ConcernState.DRAFT.value, sent_at=None, contact=None)
                | Q(state__in=SENT, sent_at__isnull=False, contact__isnull=False),
                name="sent_concern_has_a_contact",
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.PASSED_ON.value, mentee__isnull=False)
                | Q(kind__in=[Kind.REPORT.value, Kind.ADVICE.value], mentee=None),
                name="only_what_is_passed_on_names_a_mentee",
            ),
            # What was passed on is told to the mentee: it was, or a day is set.
            models.CheckConstraint(
                condition=~Q(kind=Kind.PASSED_ON.value)
                | Q(state=ConcernState.DRAFT.value)
                | Q(tell_on__isnull=False)
                | Q(told_at__isnull=False),
                name="the_mentee_is_told_some_day",
            ),
        ]

    def sealed_for(self) -> KeyOwner:
        """Seal with a key of this concern’s own."""
        return KeyOwner("concern", self.pk)

    def programme_id_for_audit(self) -> UUID:
        """Name the programme in the entry about opening."""
        return self.programme_id


class Note(Identified):
    """What was written about a concern: for both sides, or a step for the contact alone."""

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="notes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    step = models.BooleanField(default=False)
    text = SealedField(readable_by=Capability.READ_CONCERN_NOTE)
    once = models.UUIDField(unique=True)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "concern": P.PERSONAL,
        "by": P.PERSONAL,
        "at": P.PERSONAL,
        "step": P.OPERATIONAL,
        "text": P.CONFIDENTIAL,
        "once": P.OPERATIONAL,
    }

    class Meta:
        ordering = ("at", "pk")

    def sealed_for(self) -> KeyOwner:
        """Seal as the concern."""
        return KeyOwner("concern", self.concern_id)

    def programme_id_for_audit(self) -> UUID:
        """Name the programme in the entry about opening."""
        return self.concern.programme_id
