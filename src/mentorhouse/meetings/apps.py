"""The meetings room as a Django application."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Register this room's facts and letters."""

    name = "mentorhouse.meetings"

    def ready(self) -> None:
        """Import what registers itself."""
        from mentorhouse.meetings import emails, relations  # noqa: F401  # register on import
