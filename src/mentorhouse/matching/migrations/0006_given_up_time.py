"""The time of a first talk that was agreed and is given up."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Added by issue 5."""

    dependencies = [("matching", "0005_proposing")]

    operations = [
        migrations.AddField(
            model_name="invitation",
            name="gave_up",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
