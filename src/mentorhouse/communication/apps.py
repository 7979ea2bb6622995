"""The communication room as a Django application."""

from django.apps import AppConfig


class CommunicationConfig(AppConfig):
    """Register this room with the house."""

    name = "mentorhouse.communication"

    def ready(self) -> None:
        """Import what registers itself."""
        from mentorhouse.communication import emails, relations  # noqa: F401  # register on import
