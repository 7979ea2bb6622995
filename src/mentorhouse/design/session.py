"""When the session ends, and staying signed in. The page warns two minutes ahead.

The session keeps its own end (`ends_at`), written whenever it is begun or renewed. A session
without one has no end that a page could tell.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
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
