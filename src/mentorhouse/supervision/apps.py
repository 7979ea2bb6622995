"""The supervision room as a Django application."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    """Register this room with the house."""

    name = "mentorhouse.supervision"
