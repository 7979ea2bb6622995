"""What a request leaves in the log: its route, and nothing of the person or their secrets."""

import json

import pytest
from django.test import Client

from mentorhouse.accounts.actions import welcome_link
from mentorhouse.accounts.models import User
from mentorhouse.config.settings.logging import LOGGING
from tests.factories import AT, PASSWORD

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def lines(monkeypatch):
    """Every line as it is written, in the format of the installation."""
    import logging.config

    written: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record):
            written.append(self.format(record))

    formatter = logging.config.DictConfigurator(LOGGING).configure_formatter(
        dict(LOGGING["formatters"]["json"]),
    )
    keep = Keep()
    keep.setFormatter(formatter)
    loggers = [logging.getLogger(name) for name in ("", "django", "mentorhouse")]
    for logger in loggers:
        logger.addHandler(keep)
    yield written
    for logger in loggers:
        logger.removeHandler(keep)


def test_a_line_holds_route_status_and_time(client, lines):
    response = client.get("/healthz", headers={"X-Request-ID": "given-by-the-proxy"})
    [line] = [json.loads(text) for text in lines]
    assert (line["route"], line["status"], line["method"]) == ("alive", 200, "GET")
    assert line["ms"] >= 0
    assert line["request"] == response["X-Request-ID"] == "given-by-the-proxy"


@pytest.mark.parametrize("given", ["x", "a b c d e f g h", "é" * 10, "x" * 65, ""])
def test_an_odd_request_id_is_replaced(client, given):
    assert client.get("/healthz", headers={"X-Request-ID": given})["X-Request-ID"] != given


def test_tokens_addresses_and_queries_are_not_logged(client, lines):
    user = User.objects.create_user("anwen@example.org")
    address = welcome_link(user, at=AT)
    token = address.split("/welcome/")[1].strip("/")
    client.get(f"/account/welcome/{token}/")
    client.get(f"/account/welcome/{token}")  # without its end: a redirect or nothing
    client.get(f"/no/such/{token}/?email=anwen@example.org")
    client.post("/account/login/", {"login": "anwen@example.org", "password": PASSWORD})
    Client(enforce_csrf_checks=True).post(f"/account/welcome/{token}/", {})
    text = "\n".join(lines)
    assert "accounts:welcome" in text
    for secret in (token, "anwen", PASSWORD, "/no/such", "email="):
        assert secret not in text


def test_an_error_is_logged_by_its_kind_and_place(lines, monkeypatch):
    from mentorhouse.config import health

    def broken(*_):
        msg = "what people wrote"
        raise ValueError(msg)

    monkeypatch.setattr(health, "_databases_answer", broken)
    response = Client(raise_request_exception=False).get("/readyz")
    assert response.status_code == 500
    text = "\n".join(lines)
    assert "what people wrote" not in text
    assert "builtins.ValueError" in text
    assert "health.py" in text
