"""Partnerships, their members, and the wish for another partner."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from mentorhouse.access.models import Identified
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.accounts.models import User
from mentorhouse.partnerships.rules import LIMITS, Shape
from mentorhouse.partnerships.states import (
    Answer,
    Ending,
    PartnershipState,
    RematchAnswer,
    RematchState,
)
from mentorhouse.people.models import Adjustments
from mentorhouse.programmes.models import Participation, Programme

P = PrivacyClass


class Partnership(Identified):
    """The relationship of mentors and mentees, from the offer on: two of them, or several."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="partnerships")
    shape = models.CharField(max_length=12, default=Shape.ONE_TO_ONE.value)
    state = models.CharField(max_length=20, default=PartnershipState.OFFERED.value)
    offered_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ending = models.CharField(max_length=10, blank=True)  # a neutral kind; nobody asks for more
    # Where several are asked: on the day after, it goes on with those who have accepted.
    answer_by = models.DateField(null=True, blank=True)
    # Who may read, and the words of it, are pinned when it is offered and told before anyone
    # accepts; a later change of the programme or of the policy never works backwards (R6.09).
    coordinator_reads_content = models.BooleanField(default=False)
    confidentiality_statement = models.TextField(max_length=4000, blank=True)
    policy_version = models.PositiveSmallIntegerField()
    # Where the pair stands (the key of a phase; empty is the first), and the days they agreed on.
    phase = models.CharField(max_length=60, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    # After the end: from when the final evaluation is due, and when all that was written went.
    evaluation_due_on = models.DateField(null=True, blank=True)
    content_gone_at = models.DateTimeField(null=True, blank=True)
    # The earlier partnership of the same people that this one goes on from (R10.07).
    follows = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="followed_by"
    )

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "programme": P.OPERATIONAL,
        "shape": P.OPERATIONAL,
        "state": P.PERSONAL,
        "offered_at": P.PERSONAL,
        "began_at": P.PERSONAL,
        "ended_at": P.PERSONAL,
        "ending": P.PERSONAL,
        "answer_by": P.OPERATIONAL,
        "coordinator_reads_content": P.OPERATIONAL,
        "confidentiality_statement": P.OPERATIONAL,
        "policy_version": P.OPERATIONAL,
        "phase": P.PERSONAL,
        "ends_on": P.PERSONAL,
        "review_on": P.PERSONAL,
        "evaluation_due_on": P.PERSONAL,
        "content_gone_at": P.OPERATIONAL,
        "follows": P.PERSONAL,
    }

    class Meta:
        ordering = ("-offered_at", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in PartnershipState]),
                name="partnership_state",
            ),
            models.CheckConstraint(
                condition=Q(shape__in=[s.value for s in Shape]), name="partnership_shape"
            ),
            models.CheckConstraint(
                condition=Q(
                    state=PartnershipState.ENDED.value,
                    ended_at__isnull=False,
                    ending__in=[kind.value for kind in Ending],
                )
                | (~Q(state=PartnershipState.ENDED.value) & Q(ended_at=None, ending="")),
                name="ended_with_a_day_and_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(state=PartnershipState.ENDED.value)
                | Q(evaluation_due_on=None, content_gone_at=None),
                name="only_after_the_end",
            ),
        ]

    def role_of(self, user: User) -> str:
        """In which role somebody is in it; nothing for everybody else. Members come fetched."""
        mine = (each for each in self.members.all() if each.participation.person_id == user.pk)
        return next((str(each.role) for each in mine), "")


def _seats_there_are() -> Q:
    """Return which seats the shapes have: a fifth mentee of a group finds none (R9.01)."""
    found = Q()
    for shape, limits in LIMITS.items():
        for role, most in (("mentor", limits.mentors), ("mentee", limits.mentees)):
            found |= Q(shape=shape.value, role=role, seat__gte=1, seat__lte=most)
    return found


class Member(Identified):
    """One person's place in a partnership, and their answer to the match.

    Who mentors each other holds two places, one in each role.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="members")
    participation = models.ForeignKey(
        Participation, on_delete=models.PROTECT, related_name="memberships"
    )
    role = models.CharField(max_length=10, choices=Participation.Role)
    # The partnership's shape, and which place of the role this is: so the database itself refuses
    # one more than the shape has.
    shape = models.CharField(max_length=12, default=Shape.ONE_TO_ONE.value)
    seat = models.PositiveSmallIntegerField(default=1)
    answer = models.CharField(max_length=10, default=Answer.WAITING.value)
    answered_at = models.DateTimeField(null=True, blank=True)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "partnership": P.OPERATIONAL,
        "participation": P.PERSONAL,
        "role": P.PERSONAL,
        "shape": P.OPERATIONAL,
        "seat": P.OPERATIONAL,
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
            models.UniqueConstraint(
                fields=("partnership", "role", "seat"), name="one_person_a_seat"
            ),
            models.CheckConstraint(condition=_seats_there_are(), name="a_seat_that_the_shape_has"),
        ]


class Departure(Identified):
    """Somebody without whom several go on: they hold no place in it any more.

    Who leaves while it runs says at most a neutral kind; who leaves a match before, nothing.
    """

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="departures"
    )
    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=10, choices=Participation.Role)
    answer = models.CharField(max_length=10)
    ending = models.CharField(max_length=10, blank=True)
    left_at = models.DateTimeField()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "partnership": P.OPERATIONAL,
        "participation": P.PERSONAL,
        "role": P.PERSONAL,
        "answer": P.PERSONAL,
        "ending": P.PERSONAL,
        "left_at": P.PERSONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("partnership", "participation"), name="left_a_partnership_once"
            ),
            models.CheckConstraint(
                condition=Q(answer__in=[a.value for a in Answer]), name="departure_answer"
            ),
            models.CheckConstraint(
                condition=Q(ending__in=["", *(kind.value for kind in Ending)]),
                name="departure_ending",
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


class RematchWish(Identified):
    """That one of a pair would like another partner. No reason is asked, and none is kept (R5.13).

    Who asked is known to that person alone; the co-ordinator sees that a rematch is wanted.
    """

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="rematch_wishes"
    )
    by = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, default=RematchState.OPEN.value)
    wished_at = models.DateTimeField()
    answer_by = models.DateField()
    answer = models.CharField(max_length=10, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "partnership": P.OPERATIONAL,
        "by": P.PERSONAL,
        "state": P.PERSONAL,
        "wished_at": P.PERSONAL,
        "answer_by": P.PERSONAL,
        "answer": P.PERSONAL,
        "answered_at": P.PERSONAL,
    }

    class Meta:
        ordering = ("wished_at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("partnership", "by"),
                condition=Q(state=RematchState.OPEN.value),
                name="one_open_wish_a_person",
            ),
            models.CheckConstraint(
                condition=Q(state=RematchState.ANSWERED.value)
                & Q(answer__in=[a.value for a in RematchAnswer], answered_at__isnull=False)
                | Q(state__in=[RematchState.OPEN.value, RematchState.WITHDRAWN.value], answer=""),
                name="answered_wish_has_an_answer",
            ),
        ]
