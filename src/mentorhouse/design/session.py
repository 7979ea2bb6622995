"""When the session ends, and staying signed in. The page warns two minutes ahead.

The session keeps its own end (`ends_at`), written whenever it is begun or renewed. A session
without one has no end that a page could tell.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.dateparse import parse_datetime

KEY = "ends_at"


def renew(session: SessionBase, *, at: datetime) -> datetime:
    """Let the session last its full length from now."""
    ends = at + timedelta(seconds=settings.SESSION_COOKIE_AGE)
    session[KEY] = ends.isoformat()
    return ends


def ends_at(request: HttpRequest) -> datetime | None:
    """When the session ends, if it has told."""
    told = request.session.get(KEY)
    return parse_datetime(told) if told else None


def seconds_left(request: HttpRequest, *, at: datetime) -> int:
    """How long the session still lasts; nothing when it has ended or never told."""
    ends = ends_at(request)
    return max(0, int((ends - at).total_seconds())) if ends else 0


class SessionEndMiddleware:
    """End a session when its time is over, however long the database would keep it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """End the session if its time is over, then answer."""
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            ends = ends_at(request)
            if ends is not None and ends <= timezone.now():
                request.session.flush()
        return self.get_response(request)
