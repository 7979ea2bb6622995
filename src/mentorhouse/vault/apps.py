"""The vault as a Django application."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    """Register the checks of a safe installation."""

    name = "mentorhouse.vault"

    def ready(self) -> None:
        """Import the checks."""
        from mentorhouse.vault import checks  # noqa: F401  # registers on import
