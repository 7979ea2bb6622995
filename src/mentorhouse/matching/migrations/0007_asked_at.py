"""Since when a mentee has been asked: who was, sees what became of it."""

from django.db import migrations, models
from django.db.models import F


def note_who_was_asked(apps, _schema_editor):
    rows = apps.get_model("matching", "Proposal").objects.filter(state__in=("asked", "agreed"))
    rows.update(asked_at=F("sent_at"))


class Migration(migrations.Migration):
    dependencies = [("matching", "0006_given_up_time")]

    operations = [
        migrations.AddField(
            model_name="proposal",
            name="asked_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RunPython(note_who_was_asked, migrations.RunPython.noop),
    ]
