"""What stands round every page: who runs the installation, where one can go, news, the session."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.contrib.messages import get_messages
from django.urls import reverse
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from mentorhouse.design import session
from mentorhouse.design.drawing import error_summary, forms_of
from mentorhouse.languages.offered import LANGUAGES, Language
from mentorhouse.languages.saying import mark, say, tongue


@dataclass(frozen=True)
class Way:
    """One link of the frame."""

    words: str
    href: str


SIGNED_IN = (("home:start", mark("Start")), ("people:profile", mark("Profile")))
FOOTER = (
    ("design:help", mark("Help")),
    ("design:accessibility", mark("Accessibility statement")),
    ("design:privacy", mark("Privacy")),
    ("design:licence", mark("Source code and licence")),
)


def ways(named: tuple[tuple[str, str], ...]) -> list[Way]:
    """Give links by the names of their pages."""
    return [Way(say(words), reverse(name)) for name, words in named]


class Frame:
    """The frame of one page."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self.request = context["request"]

    @cached_property
    def viewer(self) -> Any:
        """Whoever looks, when signed in."""
        user = getattr(self.request, "user", None)
        return user if user is not None and user.is_authenticated else None

    @cached_property
    def account(self) -> list[Way]:
        """Where the viewer can go from every page."""
        return ways(SIGNED_IN) if self.viewer else ways((("account_login", mark("Sign in")),))

    @property
    def languages(self) -> list[Language]:
        """The languages that the page could speak instead."""
        return [one for one in LANGUAGES if one.complete and one.code != tongue()]

    @property
    def sign_out(self) -> str | None:
        """Where signing out is posted to."""
        return reverse("account_logout") if self.viewer else None

    @cached_property
    def has_problems(self) -> bool:
        """Whether a form on the page was refused; the title says so first."""
        return any(form.errors for form in forms_of(self._context))

    @property
    def problems(self) -> Markup:
        """The list of problems at the top of the page."""
        return error_summary(*forms_of(self._context))

    @cached_property
    def news(self) -> list[Any]:
        """What the last deed has to say."""
        return list(get_messages(self.request))

    @cached_property
    def ends_at(self) -> datetime | None:
        """When the session ends, if the viewer is signed in and it has an end."""
        return session.ends_at(self.request) if self.viewer else None

    @property
    def all_is_well(self) -> bool:
        """Whether all news is of success."""
        return all(item.level_tag == "success" for item in self.news)


def footer() -> list[Way]:
    """Give the links at the foot of every page."""
    return ways(FOOTER)


@pass_context
def frame_of_page(context: Context) -> Frame:
    """Make the frame for the page being drawn."""
    return Frame(context)
