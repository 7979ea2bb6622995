"""Production: the demonstration is absent, and an installation without its secrets refuses."""

import os
import subprocess
import sys
from pathlib import Path

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
        "DATABASE_URL": "postgresql://nobody@127.0.0.1/none",
        "KEYSTORE_URL": "postgresql://nobody@127.0.0.1/none2",
    } | extra
    return subprocess.run(
        [sys.executable, "-c", PROBE], env=environment, capture_output=True, text=True, check=False
    )


def test_the_demonstration_is_absent_in_production(tmp_path):
    result = production(tmp_path)
    assert result.stdout.splitlines() == ["demo absent", "not imported", "no debug", "no admin"], (
        result.stderr
    )


def test_the_demonstration_is_present_in_the_tests_settings():
    from django.urls import resolve

    assert resolve("/demo/").app_names == ["demo"]


def test_production_refuses_to_start_without_its_database(tmp_path):
    result = production(tmp_path, DATABASE_URL="")
    assert result.returncode != 0
    assert "Set DATABASE_URL" in result.stderr
