"""First talks of two who would mentor each other."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("matching", "0007_asked_at")]

    operations = [
        migrations.AddField(
            model_name="invitation",
            name="mutual",
            field=models.BooleanField(default=False),
        ),
    ]
