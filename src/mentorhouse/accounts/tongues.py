"""Every page speaks the language of the person who looks (R13.04).

Their own choice comes first, then what was chosen in this browser, then what the browser asks for.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from mentorhouse.languages import offered

COOKIE = "language"
A_YEAR = 365 * 24 * 60 * 60


class LanguageMiddleware:
    """Put the reader's language in force for one request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Draw the page in the reader's language, and say which it is."""
        language = language_of(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", offered.tag(language))
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response


def language_of(request: HttpRequest) -> str:
    """Give the language in which a request is answered."""
    own = request.user.language if request.user.is_authenticated else ""
    asked = offered.accepted(request.headers.get("Accept-Language", ""))
    return offered.chosen(own, request.COOKIES.get(COOKIE, ""), *asked)
