"""A column for money: whole pence in the database, exact pounds in Python (decision 0066)."""

from decimal import Decimal
from typing import Any

from django.db import models

from mentorhouse.finance.rules.money import from_pence, in_pence


class Pence:
    """An amount in pounds. Sums are made of whole numbers, so they are exact in each database."""

    def get_internal_type(self) -> str:
        """Say which column the database makes."""
        return "BigIntegerField"

    def get_prep_value(self, value: Any) -> int | None:
        """Give the database whole pence."""
        return None if value is None else in_pence(Decimal(value))

    def from_db_value(
        self,
        value: int | None,
        expression: object,  # noqa: ARG002  # Django’s signature
        connection: object,  # noqa: ARG002  # likewise
    ) -> Decimal | None:
        """Take pounds from the database."""
        return None if value is None else from_pence(value)


class MoneyField(Pence, models.Field[Decimal, Decimal]):
    """An amount."""


class OptionalMoneyField(Pence, models.Field[Decimal | None, Decimal | None]):
    """An amount, or none yet."""

    def __init__(self) -> None:
        super().__init__(null=True, blank=True)

    def deconstruct(self) -> tuple[str, str, list[object], dict[str, object]]:
        """Say how to make the field again: it needs nothing."""
        name, path, _, _ = super().deconstruct()
        return name, path, [], {}
