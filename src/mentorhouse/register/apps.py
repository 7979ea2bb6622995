"""The register room as a Django application."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """Register this room with the house."""

    name = "mentorhouse.register"
