"""The home room as a Django application."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Register this room with the house."""

    name = "mentorhouse.home"
