"""Programmes, their co-ordinators, and who takes part in which role."""

from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.models import Identified
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.languages.saying import tongue
from mentorhouse.organisations.models import Organisation
from mentorhouse.people.models import Person
from mentorhouse.programmes.design import Design, kept_design
from mentorhouse.programmes.design.speaking import in_language, said_in
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
    # The programme whose design and lessons this one began with (R2.23).
    copied_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="copies"
    )

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "name": P.OPERATIONAL,
        "state": P.OPERATIONAL,
        "design_data": P.OPERATIONAL,
        "design_version": P.OPERATIONAL,
        "made_at": P.OPERATIONAL,
        "copied_from": P.OPERATIONAL,
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
        """The design as a model, read once for as long as its data stays the same."""
        read = self.__dict__.get("_design_read")
        if read is None or read[0] is not self.design_data:
            read = self.__dict__["_design_read"] = (
                self.design_data,
                kept_design(self.design_data),
            )
        design: Design = read[1]
        return design

    @property
    def design_as_read(self) -> Design:
        """The design with its texts in the reader’s language: to be shown, never to be kept."""
        key = (self.design, tongue())
        read = self.__dict__.get("_design_spoken")
        if read is None or read[0][0] is not key[0] or read[0][1] != key[1]:
            read = self.__dict__["_design_spoken"] = (key, in_language(*key))
        design: Design = read[1]
        return design

    def said(self, text: str) -> str:
        """Give a text of the design, kept elsewhere or with an answer, in the reader’s language."""
        return said_in(self.design, tongue(), text)


class Coordinators(models.QuerySet["Coordinator"]):
    """Co-ordinators, and which of them have access on a day."""

    def on(self, day: date) -> Self:
        """Leave those whose access has ended by this day; the last day itself still counts."""
        return self.filter(Q(ended_at=None) & (Q(until=None) | Q(until__gte=day)))

    def central(self) -> Self:
        """Leave out local co-ordinators."""
        return self.filter(organisation=None)

    def lasting(self) -> Self:
        """Leave those who see all, whose access has no last day."""
        return self.central().filter(ended_at=None, until=None)


class Coordinator(Identified):
    """Someone who runs a programme: all of it, or for the people of one organisation (R2.09)."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="coordinators")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="coordinates"
    )
    since = models.DateTimeField()
    # A local co-ordinator sees the people of this organisation and nobody else.
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    external = models.BooleanField(default=False)
    # The last day of access, which ends at its midnight where this installation is at home (R2.28).
    until = models.DateField(null=True, blank=True)
    # Who takes over when the access ends, and whom open tasks then go to.
    successor = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.RESTRICT, related_name="takes_over_from"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = Coordinators.as_manager()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "programme": P.OPERATIONAL,
        "user": P.PERSONAL,
        "since": P.OPERATIONAL,
        "organisation": P.OPERATIONAL,
        "external": P.OPERATIONAL,
        "until": P.OPERATIONAL,
        "successor": P.PERSONAL,
        "ended_at": P.OPERATIONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("programme", "user"), name="one_coordinator_row"),
            models.CheckConstraint(
                condition=Q(external=False) | Q(until__isnull=False),
                name="external_access_has_a_last_day",
            ),
            models.CheckConstraint(
                condition=Q(until=None)
                | Q(organisation__isnull=False)
                | Q(successor__isnull=False),
                name="dated_access_has_a_successor",
            ),
            models.CheckConstraint(condition=~Q(successor=F("pk")), name="nobody_succeeds_oneself"),
        ]

    @property
    def name(self) -> str:
        """The name as shown: the profile's, or the address until there is one."""
        person = getattr(self.user, "person", None)
        return person.name if person else self.user.email


class PartnerBody(Identified):
    """An organisation that runs the programme together with others (R2.09)."""

    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="partner_bodies"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "programme": P.OPERATIONAL,
        "organisation": P.OPERATIONAL,
        "since": P.OPERATIONAL,
    }

    class Meta:
        ordering = ("organisation__name", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("programme", "organisation"), name="one_partner_body")
        ]


class LaunchOverride(Identified):
    """That recruitment was opened although points were open, by whom and why (R2.06)."""

    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="launch_overrides"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField(max_length=2000)
    points = models.JSONField()  # the keys of those that were open

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "programme": P.OPERATIONAL,
        "by": P.PERSONAL,
        "at": P.OPERATIONAL,
        "reason": P.PERSONAL,
        "points": P.OPERATIONAL,
    }

    class Meta:
        ordering = ("-at", "pk")


class Participation(Identified):
    """A person's taking part in a programme, in one role. It begins with an invitation (R3.10)."""

    class Role(models.TextChoices):
        """In which role."""

        MENTOR = "mentor", _("Mentor")
        MENTEE = "mentee", _("Mentee")

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
    # That somebody who lacks a must may take part all the same: who said so, when and why (R2.14).
    waived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    waived_at = models.DateTimeField(null=True, blank=True)
    waiver_reason = models.TextField(max_length=2000, blank=True)

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
        "waived_by": P.PERSONAL,
        "waived_at": P.PERSONAL,
        "waiver_reason": P.PERSONAL,
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
            models.CheckConstraint(
                condition=Q(waived_at=None) | ~Q(waiver_reason=""), name="a_waiver_has_a_reason"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=("programme", "role", "state"), name="participation_by_state")
        ]
