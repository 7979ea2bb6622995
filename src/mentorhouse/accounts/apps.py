"""The accounts room as a Django application."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Register this room's facts and letters."""

    name = "mentorhouse.accounts"

    def ready(self) -> None:
        """Import what registers itself."""
        from mentorhouse.accounts import emails, relations  # noqa: F401  # register on import
