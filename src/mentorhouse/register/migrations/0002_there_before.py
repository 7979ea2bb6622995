"""Put on the register who was a mentor before there was one: their work goes on."""

from django.db import migrations
from django.utils import timezone

SOME = 1000


def enter(apps, _schema):
    """Give everybody who has not declined an entry, as somebody who was there before."""
    participations = apps.get_model("programmes", "Participation")
    entry = apps.get_model("register", "Entry")
    rows = participations.objects.filter(role="mentor", register_entry=None).exclude(
        state="declined"
    )
    batch = []
    for pk, answered_at, joined_at in rows.values_list("pk", "answered_at", "joined_at").iterator():
        day = timezone.localdate(answered_at or joined_at, timezone.get_default_timezone())
        batch.append(
            entry(participation_id=pk, state="admitted", admitted_on=day, how="before")
        )
        if len(batch) == SOME:
            entry.objects.bulk_create(batch)
            batch = []
    entry.objects.bulk_create(batch)


class Migration(migrations.Migration):
    dependencies = [("register", "0001_initial")]
    operations = [migrations.RunPython(enter, migrations.RunPython.noop)]
