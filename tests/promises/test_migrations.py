"""Migrations match the models, go down and up again, and each room has its own table of them."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connections
from django.db.migrations.loader import MigrationLoader


@pytest.mark.django_db(databases=["default", "keystore"])
def test_no_model_has_changed_without_a_migration():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db(databases=["default", "keystore"])
def test_every_migration_can_be_taken_back():
    loader = MigrationLoader(connections["default"])
    ours = {a.label for a in apps.get_app_configs() if a.name.startswith("mentorhouse.")}
    irreversible = [
        f"{app}.{name}"
        for (app, name), migration in loader.graph.nodes.items()
        if app in ours
        and any(not o.reversible for o in loader.disk_migrations[app, name].operations)
    ]
    assert irreversible == []


def test_one_line_of_migrations_a_room():
    loader = MigrationLoader(None, ignore_no_migrations=True)
    assert loader.detect_conflicts() == {}
