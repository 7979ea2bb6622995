"""Money in pounds with pence: exact decimals, read as people type them."""

from decimal import Decimal

from mentorhouse.languages.saying import say

PENNY = Decimal("0.01")
NOTHING = Decimal("0.00")
LARGEST = Decimal("9999999.99")


class NotMoney(ValueError):
    """What was typed is not an amount that can be kept. The message says how to mend it."""


def read_pounds(typed: str, *, nothing_too: bool = False) -> Decimal:
    """Read an amount: £1,250, 1250.5, 12.50. Raises `NotMoney`."""
    plain = typed.strip().removeprefix("£").replace(",", "").replace(" ", "")
    if plain.startswith(("-", "−", "(")):
        raise NotMoney(say("The amount must not be less than nothing. Leave the minus sign out."))
    pounds, point, pence = plain.partition(".")
    if not (pounds + pence).isascii() or not (pounds + pence).isdigit():
        raise NotMoney(say("Enter an amount in pounds, for example 250 or 249.99"))
    if len(pence) > 2 or (point and not pence):  # noqa: PLR2004  # digits of pence
        raise NotMoney(say("Enter pounds and pence with two digits after the point, like 249.99"))
    amount = Decimal(f"{pounds or 0}.{pence:0<2}") if len(pounds) < 12 else LARGEST + 1  # noqa: PLR2004  # far too many digits
    if amount > LARGEST:
        raise NotMoney(say("Enter an amount of no more than £{largest:,}", largest=LARGEST))
    if not amount and not nothing_too:
        raise NotMoney(say("The amount must be more than nothing."))
    return amount


def in_pence(amount: Decimal) -> int:
    """Return the amount in whole pence. Raises `ValueError` where it has parts of a penny."""
    pence = amount * 100
    if pence != int(pence):
        raise ValueError(say("{amount} has parts of a penny.", amount=amount))
    return int(pence)


def from_pence(pence: int) -> Decimal:
    """Return whole pence as pounds."""
    return Decimal(pence).scaleb(-2)
