"""The finance room as a Django application."""

from django.apps import AppConfig


class FinanceConfig(AppConfig):
    """Register this room's facts and letters."""

    name = "mentorhouse.finance"

    def ready(self) -> None:
        """Import what registers itself."""
        from mentorhouse.finance import emails, relations  # noqa: F401  # register on import
