from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("recruitment", "0005_deciding"),
    ]

    operations = [
        migrations.AddField(
            model_name="sponsorlink",
            name="forms",
            field=models.JSONField(default=list),
        ),
    ]
