"""Answers that are only counted are counted in batches; those that are there form some."""

from django.db import migrations, models


def form_batches(apps, schema_editor):
    """Put what is there into batches of at least the small number of the programme."""
    answers = apps.get_model("recruitment", "EqualityAnswer").objects
    programmes = apps.get_model("programmes", "Programme").objects
    for programme in programmes.filter(pk__in=answers.values("programme")):
        small = programme.design_data.get("evaluation", {}).get("small_number", 5)
        rows = list(answers.filter(programme=programme).order_by("pk").values_list("pk", flat=True))
        whole = len(rows) // small
        for place, row in enumerate(rows if whole else ()):
            answers.filter(pk=row).update(batch=min(place // small, whole - 1) + 1)


def nothing(apps, schema_editor):
    """Leave the answers as they are: the column goes."""


class Migration(migrations.Migration):
    dependencies = [
        ("recruitment", "0006_forms_of_sponsors"),
        ("programmes", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="equalityanswer",
            name="batch",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.RunPython(form_batches, nothing),
    ]
