"""The programmes room as a Django application."""

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    """Register this room's facts and letters."""

    name = "mentorhouse.programmes"

    def ready(self) -> None:
        """Import what registers itself."""
        from mentorhouse.programmes import (  # noqa: F401  # register on import
            emails,
            relations,
            tasks,
        )
