"""Keep why a place was renewed although a condition was not met (R4.15)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("register", "0002_there_before")]

    operations = [
        migrations.AddField(
            model_name="entry",
            name="renewal_reason",
            field=models.TextField(blank=True, max_length=2000),
        ),
    ]
