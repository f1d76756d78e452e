import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import loketten.tenancy.constraints
import loketten.tenancy.context
import loketten.tenancy.fields
from loketten.tenancy import operations


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_news_to_desks"),
        ("tenancy", "0005_what_administrators_change"),
        ("vacancies", "0004_half_filled_drafts"),
    ]

    operations = [
        migrations.AddField(
            model_name="employervisit",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddField(
            model_name="employervisit",
            name="withdrawn_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="employervisit",
            name="withdrawn_because",
            field=models.CharField(
                blank=True, default="", editable=False, max_length=500, verbose_name="reason"
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="employervisit",
            name="withdrawn_by",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
            ),
        ),
        migrations.CreateModel(
            name="EarlierVisitText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("summary", models.TextField()),
                ("replaced_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                    "replaced_by",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="earlier_texts",
                        to="vacancies.employervisit",
                    ),
                ),
            ],
            options={
                "ordering": ("-version",),
            },
        ),
        operations.ProtectByDesk("earliervisittext"),
        migrations.AddConstraint(
            model_name="employervisit",
            constraint=loketten.tenancy.constraints.SameDesk(
                field="withdrawn_by", name="vacancies_employervisit_withdrawn_by_same_desk"
            ),
        ),
        migrations.AddConstraint(
            model_name="employervisit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("withdrawn_at__isnull", True),
                        ("withdrawn_because", ""),
                        ("withdrawn_by__isnull", True),
                    ),
                    models.Q(
                        ("withdrawn_at__isnull", False),
                        ("withdrawn_by__isnull", False),
                        models.Q(("withdrawn_because", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="employervisit_withdrawn_says_why",
                violation_error_message="Say why the visit is withdrawn.",
            ),
        ),
        migrations.AddConstraint(
            model_name="earliervisittext",
            constraint=loketten.tenancy.constraints.SameDesk(
                field="visit", name="vacancies_earliervisittext_visit_same_desk"
            ),
        ),
        migrations.AddConstraint(
            model_name="earliervisittext",
            constraint=loketten.tenancy.constraints.SameDesk(
                field="replaced_by", name="vacancies_earliervisittext_replaced_by_same_desk"
            ),
        ),
        migrations.AddConstraint(
            model_name="earliervisittext",
            constraint=models.UniqueConstraint(
                fields=("desk", "visit", "version"), name="earliervisittext_once"
            ),
        ),
    ]
