import uuid

import django.contrib.postgres.fields
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
        ("advice", "0005_drafts"),
        ("clients", "0004_situation_exists"),
        ("tenancy", "0004_periods_upside_down"),
    ]

    operations = [
        migrations.CreateModel(
            name="TalkTemplate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("name", models.CharField(max_length=40, verbose_name="name")),
                (
                    "themes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("summary", models.TextField(blank=True, max_length=10000, verbose_name="summary")),
                ("step", models.CharField(blank=True, max_length=200, verbose_name="next step")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "channel",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.code",
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
                    "kind",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.code",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
            ],
            options={
                "ordering": ("name", "id"),
                "constraints": [
                    loketten.tenancy.constraints.SameDesk(
                        field="owner", name="advice_talktemplate_owner_same_desk"
                    ),
                    models.UniqueConstraint(
                        fields=("desk", "public_id"), name="talktemplate_public_id_once"
                    ),
                    models.UniqueConstraint(fields=("desk", "key"), name="talktemplate_key_once"),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="talktemplate_has_a_name",
                        violation_error_message="Give the template a name.",
                    ),
                    models.CheckConstraint(
                        condition=models.Func(
                            models.F("channel"),
                            models.Value("channel."),
                            function="starts_with",
                            output_field=models.BooleanField(),
                        ),
                        name="advice_talktemplate_channel_code",
                        violation_error_message="This choice comes from another list. Choose another one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Func(
                            models.F("kind"),
                            models.Value("kind."),
                            function="starts_with",
                            output_field=models.BooleanField(),
                        ),
                        name="advice_talktemplate_kind_code",
                        violation_error_message="This choice comes from another list. Choose another one.",
                    ),
                ],
            },
        ),
        operations.ProtectByDesk("talktemplate"),
    ]
