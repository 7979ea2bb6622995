"""The programmes room as a Django application."""

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    """Register this room's facts and letters, and what it gives to every page."""

    name = "mentorhouse.programmes"

    def ready(self) -> None:
        """Import what registers itself."""
        from mentorhouse.design.jinja import offer
        from mentorhouse.programmes import (  # noqa: F401  # register on import
            emails,
            relations,
            tasks,
        )
        from mentorhouse.programmes.queries import ladders_of

        offer("ladders_of", ladders_of)
