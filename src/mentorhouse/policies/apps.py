"""The policies room as a Django application."""

from django.apps import AppConfig


class PoliciesConfig(AppConfig):
    """Register this room's facts, letters and condition with the rooms that ask for them."""

    name = "mentorhouse.policies"

    def ready(self) -> None:
        """Import what the floors below ask for."""
        from mentorhouse.policies import emails, relations  # noqa: F401  # registers on import
