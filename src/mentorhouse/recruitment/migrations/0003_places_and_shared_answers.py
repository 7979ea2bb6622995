"""Places that a mentor has room for, and answers that a partner may read."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import mentorhouse.vault.fields


class Migration(migrations.Migration):
    dependencies = [("recruitment", "0002_application")]

    operations = [
        migrations.AddField(
            "application", "places", models.PositiveSmallIntegerField(null=True)
        ),
        migrations.CreateModel(
            name="SharedAnswers",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("answers", mentorhouse.vault.fields.SealedField(blank=True, null=True)),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shared",
                        to="recruitment.application",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
    ]
