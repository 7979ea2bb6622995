"""What every test may use."""

import pytest
from django.conf import settings
from django.db import connections


@pytest.fixture(autouse=True, scope="session")
def _database_is_the_one_asked_for():
    """A run meant for PostgreSQL must not silently run on SQLite."""
    import os

    asked = os.environ.get("TEST_DATABASE", "sqlite")
    assert {connections[alias].vendor for alias in settings.DATABASES} == {asked}
