"""The meetings room as a Django application."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Register this room with the house."""

    name = "mentorhouse.meetings"
