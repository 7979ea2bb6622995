"""The communication room as a Django application."""

from django.apps import AppConfig


class CommunicationConfig(AppConfig):
    """Register this room with the house."""

    name = "mentorhouse.communication"
