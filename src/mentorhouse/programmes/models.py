"""Programmes, their co-ordinators, and who takes part in which role."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from mentorhouse.access.models import Identified
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.people.models import Person
from mentorhouse.programmes.design import Design, parse_design
from mentorhouse.programmes.states import ParticipationState, ProgrammeState

P = PrivacyClass


def _choices(states: type) -> list[tuple[str, str]]:
    return [(state.value, state.value.capitalize()) for state in states]  # type: ignore[attr-defined]  # a StrEnum


class Programme(Identified):
    """A mentoring programme. All its settings live in its design."""

    name = models.CharField(max_length=200)
    state = models.CharField(
        max_length=20, choices=_choices(ProgrammeState), default=ProgrammeState.DRAFT.value
    )
    design_data = models.JSONField()
    # Grows with every change of the design: of two co-ordinators who save at once, the second is
    # told instead of overwriting the first.
    design_version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "name": P.OPERATIONAL,
        "state": P.OPERATIONAL,
        "design_data": P.OPERATIONAL,
        "design_version": P.OPERATIONAL,
        "made_at": P.OPERATIONAL,
    }

    class Meta:
        ordering = ("name", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in ProgrammeState]), name="programme_state"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def design(self) -> Design:
        """The design as a model."""
        return parse_design(self.design_data)


class Coordinator(Identified):
    """Someone who runs a programme."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="coordinators")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="coordinates"
    )
    since = models.DateTimeField()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "programme": P.OPERATIONAL,
        "user": P.PERSONAL,
        "since": P.OPERATIONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("programme", "user"), name="one_coordinator_row")
        ]


class Participation(Identified):
    """A person's taking part in a programme, in one role. It begins with an invitation (R3.10)."""

    class Role(models.TextChoices):
        """In which role."""

        MENTOR = "mentor", "Mentor"
        MENTEE = "mentee", "Mentee"

    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="participations"
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="participations")
    role = models.CharField(max_length=10, choices=Role)
    state = models.CharField(
        max_length=20,
        choices=_choices(ParticipationState),
        default=ParticipationState.INVITED.value,
    )
    # How many partnerships a person has room for in this role; a mentee has room for one.
    capacity = models.PositiveSmallIntegerField(default=1)
    # How many are taken. The database refuses one too many, whoever asks and however fast (R5.12).
    places_taken = models.PositiveSmallIntegerField(default=0)
    joined_at = models.DateTimeField()
    # When the invitation was posted; empty until the co-ordinator sends the letters.
    invited_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "programme": P.OPERATIONAL,
        "person": P.PERSONAL,
        "role": P.PERSONAL,
        "state": P.PERSONAL,
        "capacity": P.PERSONAL,
        "places_taken": P.PERSONAL,
        "joined_at": P.PERSONAL,
        "invited_at": P.PERSONAL,
        "answered_at": P.PERSONAL,
    }

    class Meta:
        ordering = ("person__family_name", "person__given_name", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("programme", "person", "role"), name="once_in_each_role"
            ),
            models.CheckConstraint(
                condition=Q(places_taken__lte=F("capacity")), name="no_place_taken_twice"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in ParticipationState]),
                name="participation_state",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=("programme", "role", "state"), name="participation_by_state")
        ]
