"""Keys lie in the keystore, everything else in the main database, and neither has the other's."""

import pytest
from django.apps import apps
from django.db import connections, router

from mentorhouse.vault.models import DataKey, MasterKey
from mentorhouse.vault.routers import KeystoreRouter

KEYS = {DataKey._meta.db_table, MasterKey._meta.db_table}


@pytest.mark.django_db(databases=["default", "keystore"])
def test_each_table_is_in_one_database_only():
    tables = {
        alias: set(connections[alias].introspection.table_names())
        for alias in ("default", "keystore")
    }
    ours = {m._meta.db_table for m in apps.get_models() if m.__module__.startswith("mentorhouse.")}
    assert tables["keystore"] & ours == KEYS
    assert tables["default"] & ours == ours - KEYS
    assert tables["keystore"] - KEYS == {"django_migrations"}


@pytest.mark.parametrize("model", apps.get_models(), ids=lambda m: m._meta.label)
def test_each_model_is_read_and_written_where_it_lives(model):
    home = "keystore" if model in {DataKey, MasterKey} else "default"
    assert router.db_for_read(model) == router.db_for_write(model) == home
    assert [a for a in ("default", "keystore") if router.allow_migrate_model(a, model)] == [home]


def test_relations_stay_within_a_database():
    from mentorhouse.accounts.models import User

    rules = KeystoreRouter()
    assert rules.allow_relation(DataKey(), MasterKey())
    assert rules.allow_relation(User(), User())
    assert not rules.allow_relation(User(), MasterKey())
