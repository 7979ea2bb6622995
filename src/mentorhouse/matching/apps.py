"""The matching room as a Django application."""

from django.apps import AppConfig


class MatchingConfig(AppConfig):
    """Register this room with the house."""

    name = "mentorhouse.matching"
