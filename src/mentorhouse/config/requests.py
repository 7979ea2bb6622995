"""One log line and one measurement a request: route, status, milliseconds, and nothing else."""

import re
import secrets
import time
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse
from prometheus_client import Counter, Histogram

REQUESTS = Counter("mentorhouse_requests_total", "Requests served", ["route", "method", "status"])
SECONDS = Histogram("mentorhouse_request_seconds", "Time to serve a request", ["route"])
# What a proxy in front may hand on as the request's id; anything else is replaced.
_GIVEN_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})

log = structlog.get_logger("mentorhouse.requests")


class RequestLogMiddleware:
    """Give each request an id, log it by its route's name, and count it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve, then log. The path and the query stay out: they may hold a token."""
        given = request.headers.get("X-Request-ID", "")
        request_id = given if _GIVEN_ID.fullmatch(given) else secrets.token_hex(8)
        began = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request=request_id):
            response = self.get_response(request)
            seconds = time.perf_counter() - began
            route = _route(request)
            log.info(
                "served",
                route=route,
                method=_method(request),
                status=response.status_code,
                ms=round(seconds * 1000, 1),
            )
        REQUESTS.labels(route, _method(request), response.status_code).inc()
        SECONDS.labels(route).observe(seconds)
        response["X-Request-ID"] = request_id
        return response


def _route(request: HttpRequest) -> str:
    match = request.resolver_match
    return (match.view_name or match.route) if match else "none"


def _method(request: HttpRequest) -> str:
    return request.method if request.method in _METHODS else "other"
