"""The recruitment room as a Django application."""

from django.apps import AppConfig


class RecruitmentConfig(AppConfig):
    """Register this room with the house."""

    name = "mentorhouse.recruitment"

    def ready(self) -> None:
        """Register the facts that the access room asks for, letters, and the work of the clock."""
        from mentorhouse.recruitment import emails, relations, tasks  # noqa: F401  # they register
