"""The partnerships room as a Django application."""

from django.apps import AppConfig


class PartnershipsConfig(AppConfig):
    """Register this room's facts with the access room."""

    name = "mentorhouse.partnerships"

    def ready(self) -> None:
        """Import the facts that the access room asks for."""
        from mentorhouse.partnerships import (  # noqa: F401  # register on import
            emails,
            relations,
            tasks,
        )
