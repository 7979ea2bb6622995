"""The programmes room as a Django application."""

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    """Register this room's facts with the access room."""

    name = "mentorhouse.programmes"

    def ready(self) -> None:
        """Import the facts that the access room asks for."""
        from mentorhouse.programmes import relations  # noqa: F401  # registers on import
