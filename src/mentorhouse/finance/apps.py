"""The finance room as a Django application."""

from django.apps import AppConfig


class FinanceConfig(AppConfig):
    """The room’s place among Django’s applications."""

    name = "mentorhouse.finance"
