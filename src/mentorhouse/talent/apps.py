"""The talent room as a Django application."""

from django.apps import AppConfig


class TalentConfig(AppConfig):
    """The room’s place among Django’s applications."""

    name = "mentorhouse.talent"
