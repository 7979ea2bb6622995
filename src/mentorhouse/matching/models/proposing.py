"""Pairs that mentors propose."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from mentorhouse.access.models import Identified
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.matching.states.proposing import OPEN, WAITING, ProposalState
from mentorhouse.partnerships.models import Partnership
from mentorhouse.programmes.models import Participation, Programme

P = PrivacyClass
OPEN_STATES = sorted(state.value for state in OPEN)
WAITING_STATES = sorted(state.value for state in WAITING)


class Proposal(Identified):
    """A pair that a mentor proposed by a work address.

    There is one as well where the address leads to nobody, so that the answer tells nothing; the
    address is not kept.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    mentor = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="+")
    mentee = models.ForeignKey(
        Participation, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    state = models.CharField(max_length=10)
    once = models.UUIDField()  # the form that was sent
    sent_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True, blank=True)  # the mentee; the mentor never learns it
    answer_by = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)  # the mentor, that it came to nothing
    partnership = models.OneToOneField(
        Partnership, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "programme": P.OPERATIONAL,
        "mentor": P.PERSONAL,
        "mentee": P.PERSONAL,
        "state": P.PERSONAL,
        "once": P.OPERATIONAL,
        "sent_at": P.PERSONAL,
        "asked_at": P.PERSONAL,
        "answer_by": P.PERSONAL,
        "told_at": P.PERSONAL,
        "partnership": P.PERSONAL,
    }

    class Meta:
        ordering = ("-sent_at", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in ProposalState]), name="proposal_state"
            ),
            models.CheckConstraint(
                condition=Q(mentee__isnull=False) | ~Q(state__in=WAITING_STATES),
                name="a_proposal_waits_for_somebody",
            ),
            models.UniqueConstraint(fields=("mentor", "once"), name="one_proposal_a_form"),
            models.UniqueConstraint(
                fields=("mentor", "mentee"),
                condition=Q(state__in=WAITING_STATES),
                name="one_waiting_proposal_a_pair",
            ),
        ]
