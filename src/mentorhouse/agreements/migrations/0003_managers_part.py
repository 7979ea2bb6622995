"""The line manager's part of a three-way start; once it is signed the database keeps it."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import mentorhouse.vault.fields
from mentorhouse.agreements.triggers import GUARD_PART, UNGUARD_PART


def guard(apps, schema_editor):
    for statement in GUARD_PART[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def unguard(apps, schema_editor):
    for statement in UNGUARD_PART[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0002_never_changed"),
        ("partnerships", "0003_adjustments_share"),
    ]

    operations = [
        migrations.CreateModel(
            name="ManagersPart",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("link_nonce", models.CharField(blank=True, max_length=43)),
                ("link_hash", models.CharField(max_length=64, null=True, unique=True)),
                ("link_until", models.DateTimeField(null=True)),
                ("state", models.CharField(default="asked", max_length=20)),
                ("name", models.CharField(max_length=200)),
                ("email", models.EmailField(max_length=254)),
                ("sent_at", models.DateTimeField()),
                ("letters", models.PositiveSmallIntegerField(default=0)),
                ("reminded_at", models.DateTimeField(null=True)),
                ("ran_out_at", models.DateTimeField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_with", models.UUIDField(null=True)),
                ("minutes_a_month", mentorhouse.vault.fields.SealedField(blank=True, null=True)),
                ("support", mentorhouse.vault.fields.SealedField(blank=True, null=True)),
                ("talks", mentorhouse.vault.fields.SealedField(blank=True, null=True)),
                ("signed_as", mentorhouse.vault.fields.SealedField(blank=True, null=True)),
                (
                    "partnership",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="managers_part",
                        to="partnerships.partnership",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["state", "link_until"], name="managers_parts_waiting")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["asked", "talk first", "withdrawn", "signed"])
                        ),
                        name="managers_part_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at", None), ("state__in", ["asked", "withdrawn"])),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("state__in", ["talk first", "signed"]),
                            ),
                            _connector="OR",
                        ),
                        name="managers_part_answered_at",
                    ),
                ],
            },
        ),
        migrations.RunPython(guard, unguard),
    ]
