import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import loketten.tenancy.constraints
import loketten.tenancy.context
import loketten.tenancy.fields
from loketten.tenancy import operations


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("advice", "0001_initial"),
        ("clients", "0001_initial"),
        ("tenancy", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="MovedTalk",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("because", models.CharField(max_length=500, verbose_name="reason")),
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
                    "from_file",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.clientfile",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves",
                        to="advice.advicesession",
                    ),
                ),
                (
                    "to_file",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.clientfile",
                    ),
                ),
            ],
            options={
                "ordering": ("-at", "-id"),
                "constraints": [
                    loketten.tenancy.constraints.SameDesk(
                        field="session", name="advice_movedtalk_session_same_desk"
                    ),
                    loketten.tenancy.constraints.SameDesk(
                        field="from_file", name="advice_movedtalk_from_file_same_desk"
                    ),
                    loketten.tenancy.constraints.SameDesk(
                        field="to_file", name="advice_movedtalk_to_file_same_desk"
                    ),
                    loketten.tenancy.constraints.SameDesk(
                        field="by", name="advice_movedtalk_by_same_desk"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("from_file", models.F("to_file")), _negated=True),
                        name="movedtalk_goes_elsewhere",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("because", ""), _negated=True),
                        name="movedtalk_says_why",
                        violation_error_message="Say why the talk moves.",
                    ),
                ],
            },
        ),
        operations.ProtectByDesk("movedtalk"),
        migrations.AddConstraint(
            model_name="advicesession",
            constraint=models.CheckConstraint(
                condition=models.Q(("held_at__lte", models.F("written_at"))),
                name="session_held_before_written",
                violation_error_message="A talk is logged after it was held.",
            ),
        ),
    ]
