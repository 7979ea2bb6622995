"""Claims for expenses: what is claimed, what may be granted, and the words for where one stands."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from mentorhouse.finance.rules.money import LARGEST, PENNY
from mentorhouse.finance.states import ClaimState
from mentorhouse.languages.saying import mark, say

LONGEST_AGO = timedelta(days=366)
MOST_MILES = Decimal("1500.0")


class Expense(StrEnum):
    """What the money was spent on."""

    PUBLIC_TRANSPORT = mark("public transport")
    MILEAGE = mark("mileage")
    PARKING = mark("parking")
    OTHER = mark("other")


# Where a claim stands: the colour of its tag, what it means to the claimant, what comes next.
STANDINGS: Mapping[ClaimState, tuple[str, str]] = {
    ClaimState.SENT: (
        "blue",
        mark("A co-ordinator looks at it. You get an e-mail when it is decided."),
    ),
    ClaimState.ASKED: ("yellow", mark("A co-ordinator has a question. Please answer it below.")),
    ClaimState.APPROVED: ("green", mark("It is approved and will be paid.")),
    ClaimState.PAID: ("grey", mark("It is paid. There is nothing more to do.")),
    ClaimState.DECLINED: (
        "grey",
        mark("It was declined, with a reason. You may talk to a co-ordinator."),
    ),
    ClaimState.WITHDRAWN: ("grey", mark("You took it back. Nobody will decide about it.")),
}


def for_miles(miles: Decimal, per_mile_pence: int) -> Decimal:
    """Return what so many miles give, to the nearest penny."""
    return (miles * per_mile_pence / 100).quantize(PENNY, rounding=ROUND_HALF_UP)


def date_problem(on: date, *, today: date) -> str:
    """Say what is wrong with the date of an expense; nothing if it can be claimed."""
    if on > today:
        return say("The date must not lie in the future. Claim when you have spent the money.")
    if on < today - LONGEST_AGO:
        return say("The date is more than a year ago. Please write to a co-ordinator instead.")
    return ""


def claimed_problem(
    kind: Expense, amount: Decimal | None, miles: Decimal | None
) -> tuple[str, str] | None:
    """Say which box is wrong and how to mend it; None where the claim is whole."""
    if kind is Expense.MILEAGE:
        if miles is None:
            return "miles", say("Enter how many miles you drove")
        if amount is not None:
            return "amount", say("Leave the amount empty: it follows from the miles")
        return None
    if amount is None:
        return "amount", say("Enter the amount that you spent")
    if miles is not None:
        return "miles", say("Leave the miles empty: they count for mileage only")
    return None


def grant_problem(claimed: Decimal, granted: Decimal, reason: str) -> tuple[str, str] | None:
    """Say which box is wrong and how to mend it; None where the approval is whole."""
    if not Decimal(0) < granted <= LARGEST:
        return "granted", say("Enter an amount of more than nothing, or decline the claim")
    if granted > claimed:
        return "granted", say(
            "Enter no more than what is claimed, £{claimed:,.2f}", claimed=claimed
        )
    if granted < claimed and not reason.strip():
        return "words", say("Say kindly why you approve less than what is claimed")
    return None
