"""The agreements room as a Django application."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    """Register this room's facts and letters."""

    name = "mentorhouse.agreements"

    def ready(self) -> None:
        """Import what registers itself."""
        from mentorhouse.agreements import emails, relations  # noqa: F401  # register on import
