"""Modules that people have done, reminders, and what learning systems send (R4.05, R4.12).

That a course is completed is a row of `programmes.models.Completion`, which other rooms read.
Answers to a check of understanding are never kept, right or wrong.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from mentorhouse.access.models import Identified
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.programmes.models import Completion, Programme
from mentorhouse.training.states import StatementState

P = PrivacyClass


class ModuleDone(Identified):
    """That somebody has done a module in a programme, once, and when."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    module = models.SlugField(max_length=60)
    done_at = models.DateTimeField()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "programme": P.OPERATIONAL,
        "user": P.PERSONAL,
        "module": P.PERSONAL,
        "done_at": P.PERSONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("programme", "user", "module"), name="module_done_once")
        ]


class Reminded(Identified):
    """When somebody was last reminded of a course: once in seven days at most."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "programme": P.OPERATIONAL,
        "user": P.PERSONAL,
        "at": P.PERSONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("programme", "user"), name="one_training_reminder_row")
        ]


class CourseCode(Identified):
    """What a course of a learning system is here: its code, or the address of its activity."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="course_codes")
    code = models.CharField(max_length=500)
    what = models.CharField(max_length=30, choices=Completion.What)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "programme": P.OPERATIONAL,
        "code": P.OPERATIONAL,
        "what": P.OPERATIONAL,
    }

    class Meta:
        ordering = ("code", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("programme", "code"), name="one_meaning_a_course"),
            models.CheckConstraint(condition=~Q(code=""), name="course_has_a_code"),
        ]


class RecordUpload(Identified):
    """A file of completions that was checked and waits for the co-ordinator’s word.

    `rows` holds only what can be recorded: [person, what, when]. The file itself is not kept.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    rows = models.JSONField()
    recorded_at = models.DateTimeField(null=True, blank=True)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "programme": P.OPERATIONAL,
        "by": P.PERSONAL,
        "at": P.OPERATIONAL,
        "rows": P.PERSONAL,
        "recorded_at": P.OPERATIONAL,
    }


class LearningSystem(Identified):
    """A learning system that may send statements. Only a hash of its token is kept."""

    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="learning_systems"
    )
    name = models.CharField(max_length=100)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "programme": P.OPERATIONAL,
        "name": P.OPERATIONAL,
        "token_hash": P.SECRET,
        "made_at": P.OPERATIONAL,
        "revoked_at": P.OPERATIONAL,
    }

    class Meta:
        ordering = ("name", "made_at", "pk")


class Statement(Identified):
    """An xAPI statement that a system has sent, so that the same one counts once.

    Only while it waits for a co-ordinator does it hold whom and what it is about.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    statement = models.UUIDField()
    digest = models.CharField(max_length=64)
    state = models.CharField(
        max_length=10, choices=[(state.value, state.value) for state in StatementState]
    )
    received_at = models.DateTimeField()
    actor = models.CharField(max_length=254, blank=True)
    activity = models.CharField(max_length=500, blank=True)
    happened_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=20, blank=True)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "programme": P.OPERATIONAL,
        "statement": P.OPERATIONAL,
        "digest": P.OPERATIONAL,
        "state": P.OPERATIONAL,
        "received_at": P.OPERATIONAL,
        "actor": P.PERSONAL,
        "activity": P.PERSONAL,
        "happened_at": P.PERSONAL,
        "reason": P.OPERATIONAL,
    }

    class Meta:
        ordering = ("received_at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("programme", "statement"), name="statement_once"),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in StatementState]),
                name="statement_state",
            ),
            models.CheckConstraint(
                condition=Q(state=StatementState.WAITING.value)
                | Q(actor="", activity="", happened_at=None),
                name="settled_statement_names_nobody",
            ),
        ]
