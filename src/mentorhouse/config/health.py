"""Is the machine alive, is it ready, how is it doing: for whoever runs it. No content, no names."""

import hmac
import os
from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.db import DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Gauge,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector

from mentorhouse.access.doors import door
from mentorhouse.access.policy import Capability
from mentorhouse.notifications.queries import figures
from mentorhouse.vault.queries import keys_fit


@door(Capability.SEE_PUBLIC_PAGES)
def alive(_request: HttpRequest) -> HttpResponse:
    """Answer as soon as the process serves; touches nothing else."""
    return HttpResponse("alive\n", content_type="text/plain")


@door(Capability.SEE_PUBLIC_PAGES)
def ready(_request: HttpRequest) -> JsonResponse:
    """Whether databases, keys and migrations are as they must be; 503 when not."""
    answers = {
        "database": _holds(_databases_answer),
        "migrations": _holds(_migrated),
        "keys": _holds(keys_fit),
    }
    return JsonResponse(answers, status=200 if all(answers.values()) else 503)


@door(Capability.READ_METRICS)
def metrics(request: HttpRequest) -> HttpResponse:
    """Figures for Prometheus, for whoever brings the token; for all others it does not exist."""
    expected = f"Bearer {settings.METRICS_TOKEN}"
    given = request.headers.get("Authorization", "")
    if not settings.METRICS_TOKEN or not hmac.compare_digest(given.encode(), expected.encode()):
        raise Http404
    return HttpResponse(_of_requests() + _of_work(), content_type=CONTENT_TYPE_LATEST)


def _holds(question: Callable[[], bool]) -> bool:
    try:
        return question()
    except (DatabaseError, OSError):
        return False


def _databases_answer() -> bool:
    for alias in settings.DATABASES:
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT 1")
    return True


def _migrated() -> bool:
    if not _known_migrated():
        _known_migrated.cache_clear()  # ask again next time: it may be migrated meanwhile
        return False
    return True


@cache
def _known_migrated() -> bool:
    """Whether nothing is left to migrate. A yes stays true for this process."""
    for alias in settings.DATABASES:
        executor = MigrationExecutor(connections[alias])
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
    return True


def _of_requests() -> bytes:
    """Give what the web processes counted: all of them, where they share a place."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return generate_latest(REGISTRY)
    shared = CollectorRegistry()
    MultiProcessCollector(shared)  # type: ignore[no-untyped-call]  # untyped upstream
    return generate_latest(shared)


def _of_work() -> bytes:
    """Give what waits and what failed, read from the database: the same on every machine."""
    registry = CollectorRegistry()
    gauge = Gauge(
        "mentorhouse_work",
        "Letters, tasks and workers by state",
        ["what", "state"],
        registry=registry,
    )
    for (what, state), count in figures().items():
        gauge.labels(what, state).set(count)
    return generate_latest(registry)
