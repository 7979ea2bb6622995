"""The guidance room as a Django application."""

from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    """The room’s place among Django’s applications."""

    name = "mentorhouse.guidance"
