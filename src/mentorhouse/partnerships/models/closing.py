"""What belongs to the end of a partnership: the last day, a talk first, saying goodbye."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from mentorhouse.access.models import Identified
from mentorhouse.access.policy import Capability
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.partnerships.models.partnerships import Partnership
from mentorhouse.partnerships.states import ProposalState, TalkState
from mentorhouse.programmes.models import Participation
from mentorhouse.vault.fields import SealedField
from mentorhouse.vault.keys import KeyOwner

P = PrivacyClass


class EndProposal(Identified):
    """Another last day that one of the pair proposes; it holds once all have said yes (R10.03)."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="end_proposals"
    )
    by = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="+")
    ends_on = models.DateField()
    proposed_at = models.DateTimeField()
    state = models.CharField(max_length=10, default=ProposalState.OPEN.value)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "partnership": P.OPERATIONAL,
        "by": P.PERSONAL,
        "ends_on": P.PERSONAL,
        "proposed_at": P.PERSONAL,
        "state": P.PERSONAL,
    }

    class Meta:
        ordering = ("-proposed_at", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in ProposalState]), name="end_proposal_state"
            ),
            models.UniqueConstraint(
                fields=("partnership",),
                condition=Q(state=ProposalState.OPEN.value),
                name="one_open_end_proposal",
            ),
        ]


class EndYes(Identified):
    """That one member agrees to a proposed last day."""

    proposal = models.ForeignKey(EndProposal, on_delete=models.CASCADE, related_name="yeses")
    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "proposal": P.OPERATIONAL,
        "participation": P.PERSONAL,
        "said_at": P.PERSONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("proposal", "participation"), name="one_yes_to_a_last_day"
            )
        ]


class TalkWish(Identified):
    """That a talk with the programme was offered to somebody, and what came of it (R10.06).

    No reason is asked. It never holds up leaving.
    """

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="talk_wishes"
    )
    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10)
    with_both = models.BooleanField(default=False)  # the co-ordinator is asked to mediate
    offered_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "partnership": P.OPERATIONAL,
        "participation": P.PERSONAL,
        "state": P.PERSONAL,
        "with_both": P.PERSONAL,
        "offered_at": P.PERSONAL,
        "closed_at": P.PERSONAL,
    }

    class Meta:
        ordering = ("offered_at", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in TalkState]), name="talk_wish_state"
            ),
            models.UniqueConstraint(
                fields=("partnership", "participation"),
                condition=Q(state__in=[TalkState.WANTED.value, TalkState.MEDIATING.value]),
                name="one_open_talk_a_person",
            ),
        ]


def _told() -> SealedField:
    return SealedField(readable_by=Capability.READ_FAREWELL)


def _own() -> SealedField:
    return SealedField(readable_by=Capability.READ_OWN_FAREWELL)


class _OfOne(Identified):
    """What one member writes at the end, with the pair's own key."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        abstract = True

    def sealed_for(self) -> KeyOwner:
        """Return the pair's own key, so that all goes at once when content is deleted."""
        return KeyOwner("partnership", self.partnership_id)


class Farewell(_OfOne):
    """What one member tells the others at the end; they read it once all have said goodbye."""

    said_goodbye_at = models.DateTimeField(null=True, blank=True)
    purpose = _told()
    achievements = _told()
    thanks = _told()
    touch = _told()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "partnership": P.OPERATIONAL,
        "participation": P.PERSONAL,
        "written_at": P.PERSONAL,
        "said_goodbye_at": P.PERSONAL,
        "purpose": P.CONFIDENTIAL,
        "achievements": P.CONFIDENTIAL,
        "thanks": P.CONFIDENTIAL,
        "touch": P.CONFIDENTIAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("partnership", "participation"), name="one_farewell_a_person"
            )
        ]


class OwnFarewell(_OfOne):
    """What one member thinks through for themselves at the end. Nobody else ever reads it."""

    learnt = _own()
    feelings = _own()
    next_steps = _own()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "partnership": P.OPERATIONAL,
        "participation": P.PERSONAL,
        "written_at": P.PERSONAL,
        "learnt": P.CONFIDENTIAL,
        "feelings": P.CONFIDENTIAL,
        "next_steps": P.CONFIDENTIAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("partnership", "participation"), name="one_own_farewell_a_person"
            )
        ]


class ContinueWish(Identified):
    """That somebody would like to go on after the end with a new agreement (R10.07)."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="continue_wishes"
    )
    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="+")
    wished_at = models.DateTimeField()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "partnership": P.OPERATIONAL,
        "participation": P.PERSONAL,
        "wished_at": P.PERSONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("partnership", "participation"), name="one_continue_wish_a_person"
            )
        ]
