"""The reporting room as a Django application."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """The room’s place among Django’s applications."""

    name = "mentorhouse.reporting"
