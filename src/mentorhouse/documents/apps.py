"""The documents room as a Django application."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """The room’s place among Django’s applications."""

    name = "mentorhouse.documents"
