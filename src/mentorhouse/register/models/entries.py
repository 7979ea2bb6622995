"""The entry of a mentor on a programme’s register, and what belongs to it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from mentorhouse.access.models import Identified
from mentorhouse.access.policy import Capability
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.languages.saying import say
from mentorhouse.people.models import Person
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.register.rules.renewal import (
    HOW_WORDS,
    KIND_WORDS,
    MOST_MINUTES,
    READY_WORDS,
    hours_in_words,
)
from mentorhouse.register.states import EntryState, How, Kind, Ready
from mentorhouse.vault.fields import SealedField
from mentorhouse.vault.keys import KeyOwner

P = PrivacyClass
_ON = (EntryState.ADMITTED.value, EntryState.PAUSED.value)


class Entry(Identified):
    """A mentor’s place on the register of one programme (R4.01).

    A mentor without a row has applied. Whether a place has lapsed, is paused because somebody is
    away or because supervision is late, is read off dates and never stored.
    """

    participation = models.OneToOneField(
        Participation, on_delete=models.CASCADE, related_name="register_entry"
    )
    state = models.CharField(max_length=10, default=EntryState.APPLIED.value)
    admitted_on = models.DateField(null=True, blank=True)
    how = models.CharField(max_length=20, blank=True)
    # Who pressed; empty where the rule admitted.
    admitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Why somebody is admitted who does not meet the rule.
    reason = models.TextField(max_length=2000, blank=True)
    review_on = models.DateField(null=True, blank=True)
    reviewed_on = models.DateField(null=True, blank=True)
    # The last day of the place; empty where places have no end.
    renew_by = models.DateField(null=True, blank=True)
    renewed_on = models.DateField(null=True, blank=True)
    # Why the last renewal was given although a condition was not met.
    renewal_reason = models.TextField(max_length=2000, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    # The last supervision that took place; the room of supervision says so (R4.07).
    supervised_on = models.DateField(null=True, blank=True)
    # Of the background check only the date and yes or no are kept.
    check_on = models.DateField(null=True, blank=True)
    check_passed = models.BooleanField(null=True, blank=True)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "participation": P.PERSONAL,
        "state": P.PERSONAL,
        "admitted_on": P.PERSONAL,
        "how": P.PERSONAL,
        "admitted_by": P.PERSONAL,
        "reason": P.PERSONAL,
        "review_on": P.PERSONAL,
        "reviewed_on": P.PERSONAL,
        "renew_by": P.PERSONAL,
        "renewed_on": P.PERSONAL,
        "renewal_reason": P.PERSONAL,
        "withdrawn_on": P.PERSONAL,
        "supervised_on": P.PERSONAL,
        "check_on": P.PERSONAL,
        "check_passed": P.PERSONAL,
    }

    class Meta:
        verbose_name_plural = "entries"
        indexes: ClassVar = [
            models.Index(fields=("state", "renew_by"), name="register_entry_by_state")
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in EntryState]), name="register_entry_state"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_ON) | (Q(admitted_on__isnull=False) & ~Q(how="")),
                name="admitted_on_a_day_and_how",
            ),
            models.CheckConstraint(
                condition=Q(how__in=["", *(how.value for how in How)]), name="register_entry_how"
            ),
            models.CheckConstraint(
                condition=~Q(how=How.DECISION.value) | ~Q(reason=""), name="a_decision_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(check_on=None, check_passed=None)
                | Q(check_on__isnull=False, check_passed__isnull=False),
                name="a_check_has_a_date",
            ),
            models.CheckConstraint(
                condition=Q(renew_by=None)
                | Q(admitted_on=None)
                | Q(renew_by__gte=F("admitted_on")),
                name="a_place_ends_after_it_began",
            ),
        ]

    @property
    def how_in_words(self) -> str:
        """What put the mentor on the register, as it stands within a sentence."""
        return say(HOW_WORDS[self.how]) if self.how else ""


class Code(Identified):
    """One version of a programme’s code of ethics, as it was shown (R4.10). Never changed."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="codes")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    since = models.DateTimeField()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "programme": P.OPERATIONAL,
        "number": P.OPERATIONAL,
        "title": P.OPERATIONAL,
        "words": P.OPERATIONAL,
        "since": P.OPERATIONAL,
    }

    class Meta:
        ordering = ("-number",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("programme", "number"), name="one_number_a_code")
        ]


class CodeAcceptance(Identified):
    """That somebody accepted this very version of the code, or was given it, and when (R4.10)."""

    code = models.ForeignKey(Code, on_delete=models.PROTECT, related_name="acceptances")
    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="code_acceptances"
    )
    accepted_at = models.DateTimeField()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "code": P.OPERATIONAL,
        "participation": P.PERSONAL,
        "accepted_at": P.PERSONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("code", "participation"), name="code_accepted_once")
        ]


class Development(Identified):
    """Something that a mentor did for their own development (R4.15). What it was is sealed."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="developments")
    on = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    what = SealedField(readable_by=Capability.READ_DEVELOPMENT)
    # Made by the page, so that a form sent twice is kept once.
    once = models.UUIDField()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "person": P.PERSONAL,
        "on": P.PERSONAL,
        "minutes": P.PERSONAL,
        "kind": P.PERSONAL,
        "what": P.CONFIDENTIAL,
        "once": P.OPERATIONAL,
    }

    class Meta:
        ordering = ("-on", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("person", "once"), name="development_kept_once"),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Kind]), name="development_kind"
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=MOST_MINUTES), name="development_length"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=("person", "on"), name="development_by_day")]

    @property
    def hours_in_words(self) -> str:
        """How long it took."""
        return say("{hours} hours", hours=hours_in_words(self.minutes))

    @property
    def kind_in_words(self) -> str:
        """What kind of development it was."""
        return say(KIND_WORDS[self.kind])

    def sealed_for(self) -> KeyOwner:
        """Return the mentor’s own key for this; it seals nothing else."""
        return KeyOwner("development", self.person_id)


class Readiness(Identified):
    """That a mentor is ready, and what they hope to learn themselves (R4.13).

    Whom they would rather mentor is in their private answers (R1.07), which only the run uses.
    """

    participation = models.OneToOneField(
        Participation, on_delete=models.CASCADE, related_name="readiness"
    )
    ready = models.CharField(max_length=10)
    ready_from = models.DateField(null=True, blank=True)
    hopes = SealedField(readable_by=Capability.READ_READINESS)
    said_at = models.DateTimeField()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "participation": P.PERSONAL,
        "ready": P.PERSONAL,
        "ready_from": P.PERSONAL,
        "hopes": P.CONFIDENTIAL,
        "said_at": P.PERSONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ready=Ready.LATER.value, ready_from__isnull=False)
                | (~Q(ready=Ready.LATER.value) & Q(ready_from=None)),
                name="ready_later_has_a_day",
            )
        ]

    @property
    def in_words(self) -> str:
        """When the mentor is ready."""
        return say(READY_WORDS[self.ready])

    def sealed_for(self) -> KeyOwner:
        """Return the key of this taking part."""
        return KeyOwner("readiness", self.participation_id)
