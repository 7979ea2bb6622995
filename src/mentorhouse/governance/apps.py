"""The governance room as a Django application."""

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    """Register this room's facts and letters."""

    name = "mentorhouse.governance"

    def ready(self) -> None:
        """Import what registers itself."""
        from mentorhouse.governance import (  # noqa: F401  # register on import
            emails,
            relations,
            tasks,
        )
