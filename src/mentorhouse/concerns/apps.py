"""The concerns room as a Django application."""

from django.apps import AppConfig


class ConcernsConfig(AppConfig):
    """Register this room with the house."""

    name = "mentorhouse.concerns"

    def ready(self) -> None:
        """Import what registers itself."""
        from mentorhouse.concerns import emails, relations, tasks  # noqa: F401  # register on import
