import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import loketten.tenancy.constraints
import loketten.tenancy.context
import loketten.tenancy.fields
from loketten.tenancy import operations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0004_cover"),
        ("audit", "0002_entries_by_moment"),
        ("tenancy", "0004_periods_upside_down"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReviewedLook",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        choices=[("fine", "Fine"), ("look-into", "Look into it")], max_length=10
                    ),
                ),
                ("remark", models.CharField(blank=True, max_length=300, verbose_name="remark")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
                (
                    "desk",
                    loketten.tenancy.fields.DeskColumn(
                        db_index=False,
                        default=loketten.tenancy.context.current_desk_id,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.desk",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="audit.entry",
                    ),
                ),
            ],
            options={
                "constraints": [
                    loketten.tenancy.constraints.SameDesk(
                        field="entry", name="workplace_reviewedlook_entry_same_desk"
                    ),
                    loketten.tenancy.constraints.SameDesk(
                        field="by", name="workplace_reviewedlook_by_same_desk"
                    ),
                    models.UniqueConstraint(fields=("desk", "entry"), name="reviewedlook_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("verdict", "fine"),
                            models.Q(
                                ("verdict", "look-into"), models.Q(("remark", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="reviewedlook_doubt_says_why",
                        violation_error_message="Write what must be looked into.",
                    ),
                ],
            },
        ),
        operations.ProtectByDesk("reviewedlook"),
        migrations.CreateModel(
            name="WeekReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("week", models.DateField()),
                ("signed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("looks", models.PositiveIntegerField()),
                ("read", models.PositiveIntegerField()),
                ("doubtful", models.PositiveIntegerField()),
                ("own_unread", models.PositiveIntegerField(default=0)),
                (
                    "desk",
                    loketten.tenancy.fields.DeskColumn(
                        db_index=False,
                        default=loketten.tenancy.context.current_desk_id,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.desk",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
            ],
            options={
                "ordering": ("-week",),
                "constraints": [
                    loketten.tenancy.constraints.SameDesk(
                        field="signed_by", name="workplace_weekreview_signed_by_same_desk"
                    ),
                    models.UniqueConstraint(fields=("desk", "week"), name="weekreview_once"),
                ],
            },
        ),
        operations.ProtectByDesk("weekreview"),
    ]
