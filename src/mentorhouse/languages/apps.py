"""The languages room as a Django application."""

from django.apps import AppConfig


class LanguagesConfig(AppConfig):
    """Catalogues, and the voice of rooms that know no Django."""

    name = "mentorhouse.languages"

    def ready(self) -> None:
        """Let judgements speak through Django's catalogues."""
        from django.utils.translation import get_language, gettext, ngettext

        from mentorhouse.languages.saying import speak_through

        speak_through(gettext, ngettext, get_language)
