"""The supervision room as a Django application."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    """Register this room with the house."""

    name = "mentorhouse.supervision"

    def ready(self) -> None:
        """Import what registers itself."""
        from mentorhouse.supervision import emails, relations, tasks  # noqa: F401  # register on import
