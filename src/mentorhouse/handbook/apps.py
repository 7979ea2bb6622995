"""The handbook room as a Django application."""

from django.apps import AppConfig


class HandbookConfig(AppConfig):
    """The room’s place among Django’s applications."""

    name = "mentorhouse.handbook"
