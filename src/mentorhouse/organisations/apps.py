"""The organisations room as a Django application."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Register this room's facts with the access room."""

    name = "mentorhouse.organisations"

    def ready(self) -> None:
        """Import the facts that the access room asks for."""
        from mentorhouse.organisations import relations  # noqa: F401  # registers on import
