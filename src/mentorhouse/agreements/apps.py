"""The agreements room as a Django application."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    """Register this room with the house."""

    name = "mentorhouse.agreements"
