import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models

import loketten.tenancy.constraints
from loketten.tenancy import operations


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_questions_of_visitors"),
        ("tenancy", "0004_periods_upside_down"),
    ]

    operations = [
        migrations.CreateModel(
            name="Cover",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first_day", models.DateField(verbose_name="first day")),
                ("last_day", models.DateField(verbose_name="last day")),
                (
                    "colleague",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                        verbose_name="who is away",
                    ),
                ),
                (
                    "desk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.desk",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                        verbose_name="who stands in",
                    ),
                ),
            ],
            options={
                "ordering": ("first_day", "id"),
                "constraints": [
                    loketten.tenancy.constraints.SameDesk(
                        field="colleague", name="accounts_cover_colleague_same_desk"
                    ),
                    loketten.tenancy.constraints.SameDesk(
                        field="member", name="accounts_cover_member_same_desk"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("last_day__gte", models.F("first_day"))),
                        name="cover_ends_after_start",
                        violation_error_message="The last day is not before the first day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("colleague", models.F("member")), _negated=True),
                        name="cover_is_somebody_else",
                        violation_error_message="Choose somebody else: nobody stands in for herself.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (models.F("colleague"), "="),
                            (models.F("member"), "="),
                            (
                                models.Func(
                                    models.F("first_day"),
                                    models.F("last_day"),
                                    models.Value("[]"),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="cover_once_at_a_time",
                        violation_error_message="This colleague stands in on some of these days already.",
                    ),
                ],
            },
        ),
        # Read before a desk is open, with the membership; written inside its desk alone.
        operations.ProtectWritesByDesk("cover"),
    ]
