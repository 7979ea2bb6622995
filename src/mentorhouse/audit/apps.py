"""The audit room as a Django application."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Register the check of the trail."""

    name = "mentorhouse.audit"

    def ready(self) -> None:
        """Import the check."""
        from mentorhouse.audit import checks  # noqa: F401  # registers on import
