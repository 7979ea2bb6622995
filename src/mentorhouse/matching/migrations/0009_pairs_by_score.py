"""Finds the weakest pairs of a large draft at once: an index by score."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds the index; nothing is rewritten."""

    dependencies = [
        ("matching", "0008_mutual"),
        ("programmes", "0008_place_pauses"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="draftpair",
            index=models.Index(fields=["run", "score", "id"], name="pairs_by_score"),
        ),
    ]
