from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_keys_of_systems"),
    ]

    operations = [
        migrations.AlterField(
            model_name="token",
            name="kind",
            field=models.CharField(
                choices=[
                    ("invitation", "Invitation"),
                    ("request", "Question to a desk"),
                    ("interest", "Interest in a place"),
                    ("calendar", "Own calendar"),
                ],
                max_length=12,
            ),
        ),
    ]
