"""The register room as a Django application."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """Register this room's facts, letters and due work."""

    name = "mentorhouse.register"

    def ready(self) -> None:
        """Import what registers itself."""
        from mentorhouse.register import emails, relations, tasks  # noqa: F401  # on import
