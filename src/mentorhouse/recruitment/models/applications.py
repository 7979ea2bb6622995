"""An application to take part in a programme, in one role (R3.01, R3.03, R3.07)."""

from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q

from mentorhouse.access.models import Identified
from mentorhouse.access.policy import Capability
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.people.models import Person
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.recruitment.states import OPEN, ApplicationState, Decision
from mentorhouse.vault.fields import SealedField
from mentorhouse.vault.keys import KeyOwner

P = PrivacyClass


class Application(Identified):
    """What somebody answers who would like to take part. The answers are sealed.

    `version` grows with each change of the applicant's, so that nobody decides about other words
    than they have read. A decision that is not sent yet stands in `decision`; sending it moves
    `state` and empties it.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="applications")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="applications")
    role = models.CharField(max_length=10, choices=Participation.Role)
    state = models.CharField(max_length=20, default=ApplicationState.DRAFT.value)
    version = models.PositiveIntegerField(default=1)
    # Key of the question → answer, as JSON (design.application, and what the form asks of all).
    answers = SealedField(readable_by=Capability.READ_APPLICATION)
    # Keys of the criteria and promises that the applicant said yes to.
    agreed = models.JSONField(default=list)
    # The shapes of mentoring, the one that suits best first (R3.18).
    models_ranked = models.JSONField(default=list)
    # For how many mentees a mentor has room, as they say; empty where nobody asked.
    places = models.PositiveSmallIntegerField(null=True)
    started_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    # Up to which page of the form the writer came, to be counted; not known of the oldest.
    came_to = models.CharField(max_length=50, null=True)  # noqa: DJ001  # not known is not none
    submitted_at = models.DateTimeField(null=True)
    # The order of the waiting list; kept when a question is asked meanwhile.
    waiting_since = models.DateTimeField(null=True)
    decision = models.CharField(max_length=10, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    # The version that was read when it was decided; sending it needs the same one.
    decided_version = models.PositiveIntegerField(null=True)
    # What the co-ordinator adds to the letter of the decision.
    decision_words = SealedField(readable_by=Capability.READ_APPLICATION)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "programme": P.OPERATIONAL,
        "person": P.PERSONAL,
        "role": P.PERSONAL,
        "state": P.PERSONAL,
        "version": P.OPERATIONAL,
        "answers": P.CONFIDENTIAL,
        "agreed": P.PERSONAL,
        "models_ranked": P.PERSONAL,
        "places": P.PERSONAL,
        "started_at": P.PERSONAL,
        "changed_at": P.PERSONAL,
        "came_to": P.PERSONAL,
        "submitted_at": P.PERSONAL,
        "waiting_since": P.PERSONAL,
        "decision": P.PERSONAL,
        "decided_by": P.PERSONAL,
        "decided_at": P.PERSONAL,
        "decided_version": P.OPERATIONAL,
        "decision_words": P.CONFIDENTIAL,
    }

    class Meta:
        ordering = ("-submitted_at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("programme", "person", "role"),
                condition=Q(state__in=sorted(s.value for s in OPEN)),
                name="one_open_application_a_role",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in ApplicationState]),
                name="application_state",
            ),
            models.CheckConstraint(
                condition=Q(decision__in=["", *(d.value for d in Decision)]),
                name="application_decision",
            ),
            models.CheckConstraint(
                condition=Q(decision="") | Q(decided_at__isnull=False),
                name="a_decision_has_a_moment",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=("programme", "state", "submitted_at"), name="applications_by_state"
            )
        ]

    def sealed_for(self) -> KeyOwner:
        """Seal with a key of this application's own, so that it can be destroyed alone."""
        return KeyOwner("application", self.pk)

    def programme_id_for_audit(self) -> UUID:
        """Name the programme in the entry about opening."""
        return self.programme_id
