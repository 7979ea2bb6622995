"""The governance room as a Django application."""

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    """The room’s place among Django’s applications."""

    name = "mentorhouse.governance"
