"""What is logged, and how: one JSON object a line, and nothing personal in it.

A line carries the route's name instead of the path (paths hold tokens), never a query string, an
address or the message of an exception (messages repeat what people typed).
"""

from typing import Any

import structlog

EventDict = dict[str, Any]


def without_words(_logger: object, _method: str, event: EventDict) -> EventDict:
    """Keep of an exception what it is and where it happened, not what it says."""
    raised = event.pop("exc_info", None)
    if isinstance(raised, BaseException):
        raised = (type(raised), raised, raised.__traceback__)
    if isinstance(raised, tuple) and raised[0]:
        kind, _, traceback = raised
        event["exception"] = f"{kind.__module__}.{kind.__qualname__}"
        places = []
        while traceback:
            code = traceback.tb_frame.f_code
            places.append(f"{code.co_filename}:{traceback.tb_lineno} {code.co_name}")
            traceback = traceback.tb_next
        event["places"] = places[-12:]
    return event


def without_paths(_logger: object, _method: str, event: EventDict) -> EventDict:
    """Django's own request lines name the path; ours has the route. Keep the status only."""
    record = event.get("_record")
    if record is not None and record.name.startswith(("django.request", "django.security")):
        event["event"] = "request_not_served"
        event["status"] = getattr(record, "status_code", None)
        event["kind"] = record.name
    return event


_SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]

structlog.configure(
    processors=[*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    wrapper_class=structlog.stdlib.BoundLogger,
    cache_logger_on_first_use=True,
)

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": structlog.stdlib.ProcessorFormatter,
            "foreign_pre_chain": _SHARED,
            "processors": [
                without_paths,
                without_words,
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(),
            ],
        },
    },
    "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["out"], "level": "WARNING"},
    "loggers": {
        # Django sends these to its own console and mail handlers unless told otherwise.
        "django": {"handlers": ["out"], "level": "WARNING", "propagate": False},
        "mentorhouse": {"handlers": ["out"], "level": "INFO", "propagate": False},
    },
}
