"""Error pages: calm, the same for everyone, and drawn without the request or the database.

What is absent and what is forbidden get the same body, byte for byte (design 6).
"""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def _page(name: str, status: int) -> HttpResponse:
    # Drawn without the request: no token, no nonce, no name can differ between two answers.
    return HttpResponse(render_to_string(f"{name}.html"), status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """400: the browser sent something that cannot be read."""
    return _page("400", 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: looks like absence."""
    return not_found(request, exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """404: it is not here, or it is not for this reader; nobody learns which."""
    return _page("404", 404)


def failed(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """500: our fault."""
    return _page("500", 500)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """403: the form's token is missing or old; what was typed is still in the browser."""
    return _page("403_csrf", 403)
