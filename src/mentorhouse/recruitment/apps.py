"""The recruitment room as a Django application."""

from django.apps import AppConfig


class RecruitmentConfig(AppConfig):
    """Register this room with the house."""

    name = "mentorhouse.recruitment"
