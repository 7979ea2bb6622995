"""Partnerships and their members."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from mentorhouse.access.models import Identified
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.accounts.models import User
from mentorhouse.partnerships.states import Answer, PartnershipState
from mentorhouse.people.models import Adjustments
from mentorhouse.programmes.models import Participation, Programme

P = PrivacyClass


class Partnership(Identified):
    """The relationship of a mentor and a mentee, from the offer on."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="partnerships")
    state = models.CharField(max_length=20, default=PartnershipState.OFFERED.value)
    offered_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True, blank=True)
    # Who may read, and the words of it, are pinned when it is offered and told before anyone
    # accepts; a later change of the programme or of the policy never works backwards (R6.09).
    coordinator_reads_content = models.BooleanField(default=False)
    confidentiality_statement = models.TextField(max_length=4000, blank=True)
    policy_version = models.PositiveSmallIntegerField()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "programme": P.OPERATIONAL,
        "state": P.PERSONAL,
        "offered_at": P.PERSONAL,
        "began_at": P.PERSONAL,
        "coordinator_reads_content": P.OPERATIONAL,
        "confidentiality_statement": P.OPERATIONAL,
        "policy_version": P.OPERATIONAL,
    }

    class Meta:
        ordering = ("-offered_at", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in PartnershipState]),
                name="partnership_state",
            )
        ]

    def role_of(self, user: User) -> str:
        """In which role somebody is in it; nothing for everybody else. Members come fetched."""
        mine = (each for each in self.members.all() if each.participation.person_id == user.pk)
        return next((str(each.role) for each in mine), "")


class Member(Identified):
    """One person's place in a partnership, and their answer to the match."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="members")
    participation = models.ForeignKey(
        Participation, on_delete=models.PROTECT, related_name="memberships"
    )
    role = models.CharField(max_length=10, choices=Participation.Role)
    answer = models.CharField(max_length=10, default=Answer.WAITING.value)
    answered_at = models.DateTimeField(null=True, blank=True)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "partnership": P.OPERATIONAL,
        "participation": P.PERSONAL,
        "role": P.PERSONAL,
        "answer": P.PERSONAL,
        "answered_at": P.PERSONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("partnership", "participation"), name="one_place_in_a_partnership"
            ),
            models.CheckConstraint(
                condition=Q(answer__in=[a.value for a in Answer]), name="member_answer"
            ),
        ]


class AdjustmentsShare(Identified):
    """That somebody lets their partner read what helps them to meet (R1.06). Gone when taken back.

    What is shared stays with its owner, sealed: the row says only that the partner may open it.
    """

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="adjustments_shared"
    )
    # Who deletes what they said takes it back from everybody.
    adjustments = models.ForeignKey(Adjustments, on_delete=models.CASCADE, related_name="shares")
    shared_at = models.DateTimeField()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "partnership": P.OPERATIONAL,
        "adjustments": P.PERSONAL,
        "shared_at": P.PERSONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("partnership", "adjustments"), name="shared_once_in_a_partnership"
            )
        ]
