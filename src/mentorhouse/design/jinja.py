"""The template environment: ours is strict about names, the NHS.UK macros' is not.

The macros read parameters that were never given, so they need a forgiving environment; it
would hide a misspelt name in a page of ours. Each therefore has its own: a page of ours that
uses a name nobody declared fails at once, in every test that draws it.
"""

from collections.abc import Callable, Mapping, MutableMapping
from importlib import metadata
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import BaseLoader, Environment, StrictUndefined
from jinja2 import Template as JinjaTemplate

from mentorhouse.access.readers import who_can_read
from mentorhouse.design import drawing, frame, words
from mentorhouse.design.theme import HOUSE


class HouseLoader(BaseLoader):
    """Pages of ours from the rooms; whatever begins with `nhsuk/` from the design system."""

    def __init__(self, pages: BaseLoader, macros: Environment) -> None:
        self.pages = pages
        self.macros = macros

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        """Read a page of ours."""
        return self.pages.get_source(environment, template)

    def load(
        self,
        environment: Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002  # Jinja's own name
    ) -> JinjaTemplate:
        """Load a page into our environment, a macro into the forgiving one."""
        if name.startswith("nhsuk/"):
            return self.macros.get_template(name)
        return self.pages.load(environment, name, globals)


def environment(**options: Any) -> Environment:
    """Make the environment of all pages. Django calls it once for each process."""
    options |= {
        "loader": HouseLoader(options["loader"], drawing.macros()),
        "undefined": StrictUndefined,
        "autoescape": True,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }
    made = Environment(**options)  # noqa: S701  # autoescape is on, a few lines above
    made.globals.update(_globals())
    made.filters.update(words.FILTERS)
    return made


def _globals() -> Mapping[str, Any]:
    return {
        "url": url,
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


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """Give the address of a named page."""
    return reverse(name, args=args, kwargs=kwargs)
