"""Runs on SQLite alone what touches no database: on PostgreSQL it would prove the same again.

Whether a test touches one, pytest-django knows: without its mark or one of its fixtures, every
query is refused. So the rule needs no list, and a test that begins to ask a database runs on both.
"""

import os

import pytest

OPENS_A_DATABASE = {"db", "transactional_db", "live_server", "django_db_setup"}
ON_POSTGRESQL = os.environ.get("TEST_DATABASE") == "postgresql"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what needs no database, where SQLite has had its turn."""
    if ON_POSTGRESQL:
        left_out = [item for item in items if not _asks_a_database(item)]
        items[:] = [item for item in items if _asks_a_database(item)]
        config.hook.pytest_deselected(items=left_out)


def _asks_a_database(item: pytest.Item) -> bool:
    marked = any(item.iter_markers("django_db"))
    return marked or not OPENS_A_DATABASE.isdisjoint(getattr(item, "fixturenames", ()))
