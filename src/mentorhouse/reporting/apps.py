"""The reporting room as a Django application."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """Register this room with the house."""

    name = "mentorhouse.reporting"

    def ready(self) -> None:
        """Import what registers itself."""
        from mentorhouse.reporting import emails, relations, tasks  # noqa: F401  # register on import
