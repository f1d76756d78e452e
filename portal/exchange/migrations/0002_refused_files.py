from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("exchange", "0001_imports_and_exports"),
    ]

    operations = [
        migrations.AlterField(
            model_name="import",
            name="state",
            field=models.CharField(
                choices=[
                    ("sent", "File received"),
                    ("checking", "Rows are being checked"),
                    ("checked", "Ready to be imported"),
                    ("queued", "Being imported"),
                    ("done", "Imported"),
                    ("stopped", "Stopped, nothing imported"),
                    ("cancelled", "Cancelled"),
                    ("refused", "Refused, nothing imported"),
                ],
                max_length=9,
                verbose_name="state",
            ),
        ),
        migrations.RemoveConstraint(model_name="import", name="import_state_exists"),
        # Whoever writes must not wait while all rows are read: 0003 does that.
        AddConstraintNotValid(
            model_name="import",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "sent",
                            "checking",
                            "checked",
                            "queued",
                            "done",
                            "stopped",
                            "cancelled",
                            "refused",
                        ],
                    )
                ),
                name="import_state_exists",
            ),
        ),
    ]
