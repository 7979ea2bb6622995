"""The template environment: strict, so that a page with a misspelt name fails in every test.

What every page may use is in `_globals` and in `words.FILTERS`.
"""

from collections.abc import Callable, Mapping
from importlib import metadata
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext, ngettext, npgettext, pgettext
from jinja2 import Environment, StrictUndefined

from mentorhouse.access.readers import who_can_read
from mentorhouse.design import drawing, frame, words
from mentorhouse.design.theme import HOUSE
from mentorhouse.languages.offered import tag
from mentorhouse.languages.saying import say, say_many, tongue

_offered: dict[str, Callable[..., Any]] = {}


def offer(name: str, function: Callable[..., Any]) -> None:
    """Give every page a function of a room above, under this name; rooms do so as they start."""
    _offered[name] = function


def environment(**options: Any) -> Environment:
    """Make the environment of all pages. Django calls it once for each process."""
    options |= {"undefined": StrictUndefined, "autoescape": True}
    options |= {"trim_blocks": True, "lstrip_blocks": True}
    made = Environment(extensions=["jinja2.ext.i18n"], **options)  # noqa: S701  # autoescape is on
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_callables(  # type: ignore[attr-defined]  # brought by the extension
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    made.globals.update(_globals())
    made.globals.update(_offered)
    made.filters.update(words.FILTERS)
    return made


def _globals() -> Mapping[str, Any]:
    return {
        "url": url,
        "say": say,
        "say_many": say_many,
        "language_tag": language_tag,
        "static": static,
        "who_can_read": who_can_read,
        "frame_of_page": frame.frame_of_page,
        "footer": frame.footer,
        "service": settings.ORGANISATION_NAME,
        "theme": settings.THEME,
        "house": HOUSE,
        "version": metadata.version("mentorhouse"),
        "error_summary": drawing.error_summary,
        "field": drawing.field,
        "fields": drawing.fields,
        "form_page": drawing.form_page,
        "button_form": drawing.button_form,
        "demonstration": settings.DEMONSTRATION,
    }


def language_tag() -> str:
    """Give the language of the page as HTML names it."""
    return tag(tongue())


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """Give the address of a named page."""
    return reverse(name, args=args, kwargs=kwargs)
