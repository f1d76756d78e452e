import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from loketten.tenancy import operations


class Migration(migrations.Migration):
    dependencies = [
        ("tenancy", "0004_periods_upside_down"),
    ]

    operations = [
        migrations.CreateModel(
            name="FormerSlug",
            fields=[
                (
                    "slug",
                    models.SlugField(
                        max_length=40,
                        primary_key=True,
                        serialize=False,
                        verbose_name="name in the address bar",
                    ),
                ),
                (
                    "left_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="until"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Threshold",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[("team", "For the national team"), ("public", "In public")],
                        max_length=6,
                        verbose_name="for whom",
                    ),
                ),
                ("value", models.PositiveSmallIntegerField(verbose_name="number of people")),
                ("valid_from", models.DateField(verbose_name="from")),
                (
                    "set_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="chosen"),
                ),
            ],
            options={
                "ordering": ("-valid_from", "-pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("value__range", (3, 100))),
                        name="threshold_within_reason",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="code",
            name="by_hand_on",
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="desk",
            name="paused_on",
            field=models.DateField(blank=True, null=True, verbose_name="paused since"),
        ),
        migrations.AddConstraint(
            model_name="desk",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("paused_on__isnull", True),
                    ("paused_on__gte", models.F("opened_on")),
                    _connector="OR",
                ),
                name="desk_pauses_after_it_opens",
                violation_error_message="A desk that is not open yet cannot pause.",
            ),
        ),
        migrations.AddField(
            model_name="formerslug",
            name="desk",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="former_slugs",
                to="tenancy.desk",
            ),
        ),
        # What was published follows from what held then.
        operations.AppendOnly("threshold"),
    ]
