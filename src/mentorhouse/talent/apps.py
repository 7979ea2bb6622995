"""The talent room as a Django application."""

from django.apps import AppConfig


class TalentConfig(AppConfig):
    """Register this room's facts and letters."""

    name = "mentorhouse.talent"

    def ready(self) -> None:
        """Import what registers itself."""
        from mentorhouse.talent import emails, relations  # noqa: F401  # register on import
