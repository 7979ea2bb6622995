"""The training room as a Django application."""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    """Register this room with the house."""

    name = "mentorhouse.training"
