"""The development room as a Django application."""

from django.apps import AppConfig


class DevelopmentConfig(AppConfig):
    """Register this room with the house."""

    name = "mentorhouse.development"
