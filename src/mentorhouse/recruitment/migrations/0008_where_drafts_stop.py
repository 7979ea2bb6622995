"""Where in the form drafts stop, to be counted; not known of those begun before."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("recruitment", "0007_answers_counted_together")]

    operations = [
        migrations.AddField(
            model_name="application",
            name="came_to",
            field=models.CharField(max_length=50, null=True),
        ),
    ]
