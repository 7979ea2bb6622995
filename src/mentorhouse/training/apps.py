"""The training room as a Django application."""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    """Register this room with the house."""

    name = "mentorhouse.training"

    def ready(self) -> None:
        """Import what registers itself."""
        from mentorhouse.training import emails, relations, tasks  # noqa: F401  # register on import
