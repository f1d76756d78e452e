import uuid

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
        ("accounts", "0007_keys_of_systems"),
        ("tenancy", "0006_words_for_the_emergency_door"),
    ]

    operations = [
        migrations.CreateModel(
            name="Received",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100)),
                ("digest", models.CharField(max_length=64)),
                ("made", models.UUIDField(default=uuid.uuid4)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
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
                    "system",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.deskkey",
                    ),
                ),
            ],
            options={
                "constraints": [
                    loketten.tenancy.constraints.SameDesk(
                        field="system", name="api_received_system_same_desk"
                    ),
                    models.UniqueConstraint(
                        fields=("desk", "system", "name"), name="received_once"
                    ),
                ],
            },
        ),
        operations.ProtectByDesk("received"),
    ]
