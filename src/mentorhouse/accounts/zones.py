"""Every page shows and takes times in the zone of the person who looks (design 3)."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from mentorhouse.design.clocks import zone_named


class ZoneMiddleware:
    """Put the viewer's zone in force for one request; the installation's where there is none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Draw the page with the viewer's zone in force."""
        with timezone.override(_zone_of(request)):
            return self.get_response(request)


def _zone_of(request: HttpRequest) -> ZoneInfo | None:
    if not request.user.is_authenticated:
        return None
    return zone_named(request.user.timezone)
