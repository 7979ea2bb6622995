"""The people room as a Django application."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Register this room's facts with the access room."""

    name = "mentorhouse.people"

    def ready(self) -> None:
        """Import the facts that the access room asks for."""
        from mentorhouse.people import relations  # noqa: F401  # registers on import
