import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import loketten.tenancy.constraints
import loketten.tenancy.context
import loketten.tenancy.fields
from loketten.tenancy import operations


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_questions_of_visitors"),
        ("advice", "0008_steps_between_talks"),
        ("clients", "0004_situation_exists"),
        ("tenancy", "0004_periods_upside_down"),
        ("vacancies", "0003_listing_search"),
    ]

    operations = [
        migrations.CreateModel(
            name="JoinedRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
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
                    "client",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="joined_requests",
                        to="clients.client",
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
                    "request",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="joined",
                        to="vacancies.deskrequest",
                    ),
                ),
            ],
            options={
                "constraints": [
                    loketten.tenancy.constraints.SameDesk(
                        field="request", name="advice_joinedrequest_request_same_desk"
                    ),
                    loketten.tenancy.constraints.SameDesk(
                        field="client", name="advice_joinedrequest_client_same_desk"
                    ),
                    loketten.tenancy.constraints.SameDesk(
                        field="by", name="advice_joinedrequest_by_same_desk"
                    ),
                    models.UniqueConstraint(fields=("desk", "request"), name="joinedrequest_once"),
                ],
            },
        ),
        operations.ProtectByDesk("joinedrequest"),
    ]
