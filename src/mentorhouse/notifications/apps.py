"""The notifications room as a Django application."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Outbox, channels, clock and background work."""

    name = "mentorhouse.notifications"

    def ready(self) -> None:
        """Import this room's own clock rules."""
        from mentorhouse.notifications import tasks  # noqa: F401  # registers on import
