"""The matching room as a Django application."""

from django.apps import AppConfig


class MatchingConfig(AppConfig):
    """Register this room with the house."""

    name = "mentorhouse.matching"

    def ready(self) -> None:
        """Import what the house asks for: facts about rows, letters, due work."""
        from mentorhouse.matching import (  # noqa: F401  # register on import
            emails,
            relations,
            tasks,
        )
        from mentorhouse.matching.queries import apart  # noqa: F401  # likewise
        from mentorhouse.matching.queries.inviting import introduced  # noqa: F401  # likewise
