"""The table of letters, and a master key file of a test's own."""

import pytest
from django.db import connection

from mentorhouse.vault.master import create_key_file
from tests.vault.letter import AT, Letter


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Add the table of letters to the test database."""
    with django_db_blocker.unblock():
        if Letter._meta.db_table not in connection.introspection.table_names():
            with connection.schema_editor() as editor:
                editor.create_model(Letter)


@pytest.fixture
def key_file(settings, tmp_path):
    """A fresh master key file for a test that changes it."""
    folder = tmp_path / "keys"
    folder.mkdir()
    settings.MASTER_KEY_FILE = folder / "master.key"
    create_key_file(settings.MASTER_KEY_FILE, at=AT)
    return settings.MASTER_KEY_FILE
