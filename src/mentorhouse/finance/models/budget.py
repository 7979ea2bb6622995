"""Sources of funding, budget lines, entries in the books, and the nine financial points."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from mentorhouse.access.models import Identified
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.finance.models.claims import Claim
from mentorhouse.finance.models.money import MoneyField, OptionalMoneyField
from mentorhouse.finance.rules.budget import Funding
from mentorhouse.finance.rules.money import LARGEST
from mentorhouse.finance.rules.points import POINTS
from mentorhouse.finance.states import Cycle, EntryKind, EntryState, PointState, SourceState
from mentorhouse.programmes.models import Programme

P = PrivacyClass
K, S = EntryKind, EntryState


def values(states: type) -> list[str]:
    """Return the values of a kind of state, for a constraint."""
    return [state.value for state in states]  # type: ignore[attr-defined]  # a StrEnum


class Source(Identified):
    """Where money comes from, how much each time, how often and how surely."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="sources")
    funder = models.CharField(max_length=200)
    amount = MoneyField()
    cycle = models.CharField(max_length=20)
    begins_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=20, default=SourceState.HOPED_FOR.value)
    # Grows with each change, so that of two who save at once the second is told.
    version = models.PositiveIntegerField(default=1)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "programme": P.OPERATIONAL,
        "funder": P.OPERATIONAL,
        "amount": P.OPERATIONAL,
        "cycle": P.OPERATIONAL,
        "begins_on": P.OPERATIONAL,
        "ends_on": P.OPERATIONAL,
        "state": P.OPERATIONAL,
        "version": P.OPERATIONAL,
    }

    class Meta:
        ordering = ("begins_on", "funder", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=values(SourceState)), name="source_state"),
            models.CheckConstraint(condition=Q(cycle__in=values(Cycle)), name="source_cycle"),
            models.CheckConstraint(
                condition=Q(amount__gt=0, amount__lte=LARGEST), name="source_amount"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None, cycle=Cycle.ONE_OFF.value)
                | Q(ends_on__gte=F("begins_on")),
                name="source_period",
            ),
        ]

    @property
    def funding(self) -> Funding:
        """The source as plain values."""
        return Funding(
            self.funder,
            self.amount,
            Cycle(self.cycle),
            self.begins_on,
            self.ends_on,
            SourceState(self.state),
        )


class Line(Identified):
    """One line of the budget: what it is for, what is planned, what is still expected."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="budget_lines")
    name = models.CharField(max_length=120)
    folded_name = models.CharField(max_length=120, editable=False)
    planned = MoneyField()
    # Empty: the co-ordinator has not said yet, and the forecast counts nothing for it.
    still_expected = OptionalMoneyField()
    note = models.TextField(max_length=2000, blank=True)
    version = models.PositiveIntegerField(default=1)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "programme": P.OPERATIONAL,
        "name": P.OPERATIONAL,
        "folded_name": P.OPERATIONAL,
        "planned": P.OPERATIONAL,
        "still_expected": P.OPERATIONAL,
        "note": P.OPERATIONAL,
        "version": P.OPERATIONAL,
    }

    class Meta:
        ordering = ("folded_name", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("programme", "folded_name"), name="one_line_a_name"),
            models.CheckConstraint(
                condition=Q(planned__gte=0, planned__lte=LARGEST), name="line_planned"
            ),
            models.CheckConstraint(
                condition=Q(still_expected=None)
                | Q(still_expected__gte=0, still_expected__lte=LARGEST),
                name="line_still_expected",
            ),
        ]


class Entry(Identified):
    """A commitment or an actual. It never changes and never goes: a mistake is struck out."""

    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=20)
    state = models.CharField(max_length=20)
    on = models.DateField()
    amount = MoneyField()
    what = models.CharField(max_length=200)
    # An actual may pay a commitment, or come from a claim that was approved.
    settles = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="payments"
    )
    claim = models.ForeignKey(
        Claim, null=True, blank=True, on_delete=models.PROTECT, related_name="entries"
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()
    struck_out_why = models.CharField(max_length=200, blank=True)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "line": P.OPERATIONAL,
        "kind": P.OPERATIONAL,
        "state": P.OPERATIONAL,
        "on": P.OPERATIONAL,
        "amount": P.OPERATIONAL,
        "what": P.OPERATIONAL,
        "settles": P.OPERATIONAL,
        "claim": P.PERSONAL,
        "recorded_by": P.PERSONAL,
        "recorded_at": P.OPERATIONAL,
        "struck_out_why": P.OPERATIONAL,
    }

    class Meta:
        ordering = ("-on", "-recorded_at", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(
                    kind=K.COMMITMENT.value,
                    state__in=[S.OPEN.value, S.PAID.value, S.STRUCK_OUT.value],
                    settles=None,
                    claim=None,
                )
                | Q(kind=K.ACTUAL.value, state__in=[S.BOOKED.value, S.STRUCK_OUT.value]),
                name="entry_state",
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0, amount__lte=LARGEST), name="entry_amount"
            ),
            models.CheckConstraint(
                condition=~Q(state=S.STRUCK_OUT.value) | ~Q(struck_out_why=""),
                name="entry_struck_out_with_reason",
            ),
            # Whoever approves, and however often at once: a claim counts once.
            models.UniqueConstraint(
                fields=("claim",), condition=Q(state=S.BOOKED.value), name="a_claim_counts_once"
            ),
            models.UniqueConstraint(
                fields=("settles",), condition=Q(state=S.BOOKED.value), name="paid_once"
            ),
        ]


class FinancialPoint(Identified):
    """What a co-ordinator says to one of the nine points. The books answer some themselves."""

    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="financial_points"
    )
    key = models.CharField(max_length=20)
    # Empty: nobody has said; where the books answer, their answer stands.
    state = models.CharField(max_length=20, blank=True)
    evidence = models.TextField(max_length=2000, blank=True)
    note = models.TextField(max_length=2000, blank=True)
    version = models.PositiveIntegerField(default=0)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "programme": P.OPERATIONAL,
        "key": P.OPERATIONAL,
        "state": P.OPERATIONAL,
        "evidence": P.OPERATIONAL,
        "note": P.OPERATIONAL,
        "version": P.OPERATIONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("programme", "key"), name="one_answer_a_point"),
            models.CheckConstraint(
                condition=Q(key__in=[point.key for point in POINTS]), name="point_key"
            ),
            models.CheckConstraint(
                condition=Q(state="") | Q(state__in=values(PointState)), name="point_state"
            ),
        ]
