"""A mentor's claim for expenses. It names no partner."""

from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from mentorhouse.access.models import Identified
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.finance.models.money import MoneyField, OptionalMoneyField
from mentorhouse.finance.rules.claims import Expense
from mentorhouse.finance.rules.money import LARGEST
from mentorhouse.finance.states import ClaimState
from mentorhouse.programmes.models import Participation

P = PrivacyClass
DECIDED = [ClaimState.APPROVED.value, ClaimState.PAID.value]


class Claim(Identified):
    """What a mentor spent for the programme and asks back."""

    participation = models.ForeignKey(
        Participation, on_delete=models.PROTECT, related_name="expense_claims"
    )
    state = models.CharField(max_length=20, default=ClaimState.SENT.value)
    on = models.DateField()
    kind = models.CharField(max_length=20)
    amount = MoneyField()
    # Mileage by the mile: how far, and the rate that held on the day of the claim.
    miles = models.DecimalField(max_digits=6, decimal_places=1, null=True, blank=True)
    per_mile_pence = models.PositiveIntegerField(null=True, blank=True)
    note = models.TextField(max_length=1000, blank=True)
    claimed_at = models.DateTimeField()
    question = models.TextField(max_length=1000, blank=True)
    answer = models.TextField(max_length=1000, blank=True)
    granted = OptionalMoneyField()
    reason = models.TextField(max_length=1000, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    paid_on = models.DateField(null=True, blank=True)
    # Grows with each deed, so that each decision has a letter of its own.
    turn = models.PositiveIntegerField(default=1)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "participation": P.PERSONAL,
        "state": P.PERSONAL,
        "on": P.PERSONAL,
        "kind": P.PERSONAL,
        "amount": P.PERSONAL,
        "miles": P.PERSONAL,
        "per_mile_pence": P.OPERATIONAL,
        "note": P.PERSONAL,
        "claimed_at": P.PERSONAL,
        "question": P.PERSONAL,
        "answer": P.PERSONAL,
        "granted": P.PERSONAL,
        "reason": P.PERSONAL,
        "decided_by": P.PERSONAL,
        "decided_at": P.PERSONAL,
        "paid_on": P.PERSONAL,
        "turn": P.OPERATIONAL,
    }

    class Meta:
        ordering = ("-claimed_at", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in ClaimState]), name="claim_state"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[k.value for k in Expense]), name="claim_kind"
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0, amount__lte=LARGEST), name="claim_amount"
            ),
            models.CheckConstraint(
                condition=Q(state__in=DECIDED, granted__gt=0, granted__lte=F("amount"))
                | (~Q(state__in=DECIDED) & Q(granted=None)),
                name="claim_granted_when_approved",
            ),
            models.CheckConstraint(
                condition=Q(state=ClaimState.PAID.value, paid_on__isnull=False)
                | (~Q(state=ClaimState.PAID.value) & Q(paid_on=None)),
                name="claim_paid_on",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=("participation", "state"), name="claims_of_part")]

    @property
    def person_id(self) -> UUID:
        """Whose claim it is."""
        whose: UUID = self.participation.person_id
        return whose

    @property
    def programme_id(self) -> UUID:
        """In which programme."""
        return self.participation.programme_id
