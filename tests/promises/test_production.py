"""Production: the demonstration is absent, and an installation without its secrets refuses."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROBE = """
import sys, django
from django.conf import settings
django.setup()
from django.urls import resolve, Resolver404
from django.apps import apps
import mentorhouse.config.urls
try:
    resolve("/demo/")
    print("demo answers")
except Resolver404:
    print("demo absent")
print("imported" if any(m.startswith("mentorhouse.demo") for m in sys.modules) else "not imported")
print("debug" if settings.DEBUG else "no debug")
print("admin" if apps.is_installed("django.contrib.admin") else "no admin")
print("proxies", settings.ALLAUTH_TRUSTED_PROXY_COUNT)
"""


def production(tmp_path: Path, **extra: str) -> subprocess.CompletedProcess[str]:
    secret = tmp_path / "secret"
    secret.write_text("x" * 60)
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "mentorhouse.config.settings.production",
        "MENTORHOUSE_SECRET_KEY_FILE": str(secret),
        "MENTORHOUSE_DATA": str(tmp_path / "data"),
        "MENTORHOUSE_HOSTS": "mentoring.example.org",
        "MENTORHOUSE_URL": "https://mentoring.example.org",
        "DATABASE_URL": "postgresql://nobody@127.0.0.1/none",
        "KEYSTORE_URL": "postgresql://nobody@127.0.0.1/none2",
    } | extra
    return subprocess.run(
        [sys.executable, "-c", PROBE], env=environment, capture_output=True, text=True, check=False
    )


def test_the_demonstration_is_absent_in_production(tmp_path):
    result = production(tmp_path)
    said = ["demo absent", "not imported", "no debug", "no admin", "proxies 1"]
    assert result.stdout.splitlines() == said, result.stderr


def test_the_demonstration_is_present_in_the_tests_settings():
    from django.urls import resolve

    assert resolve("/demo/").app_names == ["demo"]


def test_production_refuses_to_start_without_its_database(tmp_path):
    result = production(tmp_path, DATABASE_URL="")
    assert result.returncode != 0
    assert "Set DATABASE_URL" in result.stderr


@pytest.mark.parametrize(
    "name, value",
    [
        ("MENTORHOUSE_URL", ""),
        ("MENTORHOUSE_URL", "http://mentoring.example.org"),
        ("MENTORHOUSE_HOSTS", "mentoring.example.org, *"),
    ],
)
def test_production_refuses_an_address_that_gives_people_away(tmp_path, name, value):
    result = production(tmp_path, **{name: value})
    assert result.returncode != 0
    assert name in result.stderr


def test_production_refuses_a_secret_that_can_be_guessed(tmp_path):
    short = tmp_path / "short"
    short.write_text("x" * 49)
    result = production(tmp_path, MENTORHOUSE_SECRET_KEY_FILE=str(short))
    assert result.returncode != 0
    assert "secret key is short" in result.stderr


def test_attempts_are_counted_for_the_browser_not_for_the_proxy_in_front(settings):
    from allauth.account.adapter import get_adapter
    from django.test import RequestFactory

    told = "203.0.113.9, 198.51.100.7"  # the first is what the browser says of itself
    request = RequestFactory().get("/", HTTP_X_FORWARDED_FOR=told, REMOTE_ADDR="127.0.0.1")
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert get_adapter().get_client_ip(request) == "198.51.100.7"
