import uuid

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import loketten.tenancy.constraints
import loketten.tenancy.context
import loketten.tenancy.fields
from loketten.tenancy import operations


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_sessions_and_endings"),
        ("advice", "0004_planned_talks"),
        ("clients", "0004_situation_exists"),
        ("tenancy", "0004_periods_upside_down"),
    ]

    operations = [
        migrations.CreateModel(
            name="TalkDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("content", models.JSONField(default=dict)),
                ("key", models.UUIDField(default=uuid.uuid4)),
                ("version", models.PositiveIntegerField(default=1)),
                ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "author",
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
                    "file",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drafts",
                        to="clients.clientfile",
                    ),
                ),
            ],
            options={
                "constraints": [
                    loketten.tenancy.constraints.SameDesk(
                        field="file", name="advice_talkdraft_file_same_desk"
                    ),
                    loketten.tenancy.constraints.SameDesk(
                        field="author", name="advice_talkdraft_author_same_desk"
                    ),
                    models.UniqueConstraint(
                        fields=("desk", "author", "file"), name="talkdraft_once"
                    ),
                ],
            },
        ),
        operations.ProtectByDesk("talkdraft"),
        operations.OnlyAuthor("talkdraft"),
    ]
