from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("operations", "0001_failures_and_backups")]

    operations = [
        migrations.AddField(
            model_name="keeping",
            name="asked_as",
            field=models.CharField(blank=True, db_default="", max_length=36),
        ),
        migrations.AlterField(
            model_name="keeping",
            name="problem",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "Nothing"),
                    (
                        "not_set_up",
                        "Backups are not set up: a key or the backup role is missing.",
                    ),
                    ("program", "A program of PostgreSQL is missing or failed."),
                    (
                        "broken",
                        "A backup cannot be read: it is damaged, or locked with another key.",
                    ),
                    ("no_room", "The disk of the backups is full."),
                    ("nothing", "There is no backup to try out."),
                    ("different", "What came back is not what was kept."),
                    ("other", "Something else; the log tells where."),
                ],
                max_length=10,
            ),
        ),
    ]
