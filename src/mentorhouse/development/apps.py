"""The development room as a Django application."""

from django.apps import AppConfig


class DevelopmentConfig(AppConfig):
    """Register this room’s facts and what the clock does."""

    name = "mentorhouse.development"

    def ready(self) -> None:
        """Import what registers itself."""
        from mentorhouse.development import relations, tasks  # noqa: F401  # they register
