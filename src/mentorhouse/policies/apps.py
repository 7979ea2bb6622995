"""The policies room as a Django application."""

from django.apps import AppConfig


class PoliciesConfig(AppConfig):
    """The room’s place among Django’s applications."""

    name = "mentorhouse.policies"
