from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0003_plain_phones"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="clientfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("situation__in", ["", "school", "study", "work", "benefit", "other"])
                ),
                name="file_situation_exists",
                violation_error_message="This choice does not exist. Choose another one.",
            ),
        ),
    ]
