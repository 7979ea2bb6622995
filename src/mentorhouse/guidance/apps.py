"""The guidance room as a Django application."""

from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    """Register this room's facts and letters, and what it gives to every page."""

    name = "mentorhouse.guidance"

    def ready(self) -> None:
        """Import what registers itself."""
        from mentorhouse.design.jinja import offer
        from mentorhouse.guidance import emails, relations  # noqa: F401  # register on import
        from mentorhouse.guidance.views.here import guides_here

        offer("guides_here", guides_here)
