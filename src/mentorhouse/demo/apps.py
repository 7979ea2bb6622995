"""The demo room as a Django application."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Register this room with the house."""

    name = "mentorhouse.demo"
