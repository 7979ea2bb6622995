"""The agreements room as a Django application."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    """Register this room’s facts, letters and what the clock does."""

    name = "mentorhouse.agreements"

    def ready(self) -> None:
        """Import what registers itself."""
        from mentorhouse.agreements import emails, relations, tasks  # noqa: F401  # they register
