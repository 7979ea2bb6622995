"""The notifications room as a Django application."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Outbox, channels, clock and background work."""

    name = "mentorhouse.notifications"
