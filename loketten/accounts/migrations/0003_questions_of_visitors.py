from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_sessions_and_endings"),
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
                ],
                max_length=12,
            ),
        ),
    ]
