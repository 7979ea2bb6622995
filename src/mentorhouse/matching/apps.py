"""The matching room as a Django application."""

from django.apps import AppConfig


class MatchingConfig(AppConfig):
    """Register this room with the house."""

    name = "mentorhouse.matching"

    def ready(self) -> None:
        """Import what the clock asks for."""
        from mentorhouse.matching import tasks  # noqa: F401  # registers on import
