"""The history of designs begins with what each programme holds today."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def keep_todays(apps, schema_editor):
    programmes = apps.get_model("programmes", "Programme")
    versions = apps.get_model("programmes", "DesignVersion")
    versions.objects.bulk_create(
        versions(programme=row, number=row.design_version, data=row.design_data, at=row.made_at)
        for row in programmes.objects.all()
    )


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DesignVersion",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("data", models.JSONField()),
                ("at", models.DateTimeField()),
                ("by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("programme", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="design_versions", to="programmes.programme")),
            ],
            options={
                "ordering": ("-number",),
                "constraints": [models.UniqueConstraint(fields=("programme", "number"), name="one_design_a_version")],
            },
        ),
        migrations.RunPython(keep_todays, migrations.RunPython.noop),
    ]
