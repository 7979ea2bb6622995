"""What every test may use."""

import os
import socket
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.db import connections
from hypothesis import HealthCheck
from hypothesis import settings as properties

from mentorhouse.languages import catalogue
from tests.plugins.emptying import only_what_was_written_is_emptied  # noqa: F401  # for all
from tests.plugins.kept import django_db_modify_db_settings  # noqa: F401  # a fixture for all
from tests.plugins.lasting import nothing_stays  # noqa: F401  # for all
from tests.plugins.once import pytest_collection_modifyitems  # noqa: F401  # a hook

# No test is timed: claims of speed live in `make bench`, and a busy machine is no fault.
properties.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
properties.load_profile("house")


def pytest_configure():
    """Compile the catalogues before any test speaks another language."""
    catalogue.compile_all()


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
        if self.family != socket.AF_UNIX and not str(address[0]).startswith(
            ("127.", "::1", "localhost")
        ):
            raise RuntimeError(f"A test tried to reach another machine: {address[0]}")
        return connect(self, address)

    socket.socket.connect = only_here
    yield
    socket.socket.connect = connect


@pytest.fixture(autouse=True, scope="session")
def _there_is_a_master_key():
    """Make the key file that the vault refuses to invent."""
    from mentorhouse.vault.master import create_key_file

    with suppress(FileExistsError):  # another worker of this run was first
        create_key_file(settings.MASTER_KEY_FILE, at=datetime.now(UTC))
