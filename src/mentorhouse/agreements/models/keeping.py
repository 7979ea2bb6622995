"""Looking at the agreement again, and the code of ethics that a pair talked through."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from mentorhouse.access.models import Identified
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.agreements.models.agreements import Agreement
from mentorhouse.agreements.states import LookState
from mentorhouse.partnerships.models import Partnership
from mentorhouse.people.models import Person
from mentorhouse.programmes.models import Programme

P = PrivacyClass


class Look(Identified):
    """That a pair looks at its agreement again: when due, or because one of them asked (R6.06)."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="looks")
    state = models.CharField(max_length=10, default=LookState.OPEN.value)
    opened_at = models.DateTimeField()
    # Nobody asked where the day had come.
    asked_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "agreement": P.OPERATIONAL,
        "state": P.PERSONAL,
        "opened_at": P.PERSONAL,
        "asked_by": P.PERSONAL,
        "closed_at": P.PERSONAL,
    }

    class Meta:
        ordering = ("-opened_at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("agreement",),
                condition=Q(state=LookState.OPEN.value),
                name="one_open_look",
            ),
            models.CheckConstraint(
                condition=Q(state=LookState.OPEN.value, closed_at=None)
                | Q(
                    state__in=[LookState.KEPT.value, LookState.CHANGED.value],
                    closed_at__isnull=False,
                ),
                name="look_closed_at",
            ),
        ]


class StillRight(Identified):
    """That one of them finds the agreement still right."""

    look = models.ForeignKey(Look, on_delete=models.CASCADE, related_name="still_right")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    said_at = models.DateTimeField()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "look": P.OPERATIONAL,
        "person": P.PERSONAL,
        "said_at": P.PERSONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("look", "person"), name="still_right_once")
        ]


class Code(Identified):
    """The words of a programme's code of ethics that somebody confirmed; never changed."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    title = models.CharField(max_length=200)
    words = models.TextField(max_length=4000, blank=True)
    first_used_at = models.DateTimeField()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "programme": P.OPERATIONAL,
        "digest": P.OPERATIONAL,
        "title": P.OPERATIONAL,
        "words": P.OPERATIONAL,
        "first_used_at": P.OPERATIONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("programme", "digest"), name="one_code_a_text")
        ]


class TalkedThrough(Identified):
    """That one of a pair confirms: the code was handed over, and they talked it through (R6.15)."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    code = models.ForeignKey(Code, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "partnership": P.OPERATIONAL,
        "person": P.PERSONAL,
        "code": P.OPERATIONAL,
        "confirmed_at": P.PERSONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("partnership", "person", "code"), name="talked_through_once"
            )
        ]
