"""The reporting room as a Django application."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """Register this room's facts with the access room."""

    name = "mentorhouse.reporting"

    def ready(self) -> None:
        """Import the facts that the access room asks for."""
        from mentorhouse.reporting import relations  # noqa: F401  # register on import
