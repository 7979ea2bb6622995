"""What every test may use."""

import os
import socket

import pytest
from django.conf import settings
from django.db import connections


@pytest.fixture(autouse=True, scope="session")
def _database_is_the_one_asked_for():
    """A run meant for PostgreSQL must not silently run on SQLite."""
    asked = os.environ.get("TEST_DATABASE", "sqlite")
    assert {connections[alias].vendor for alias in settings.DATABASES} == {asked}


@pytest.fixture(autouse=True, scope="session")
def _nothing_leaves_this_machine():
    """Refuse every connection beyond the loopback."""
    connect = socket.socket.connect

    def only_here(self, address):
        if self.family != socket.AF_UNIX and not str(address[0]).startswith(("127.", "::1", "localhost")):
            raise RuntimeError(f"A test tried to reach another machine: {address[0]}")
        return connect(self, address)

    socket.socket.connect = only_here
    yield
    socket.socket.connect = connect
