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
        ("advice", "0003_contacts"),
        ("clients", "0004_situation_exists"),
        ("tenancy", "0004_periods_upside_down"),
    ]

    operations = [
        migrations.CreateModel(
            name="PlannedTalk",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("at", models.DateTimeField(verbose_name="when")),
                ("remark", models.CharField(blank=True, max_length=200, verbose_name="remark")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "planned"),
                            ("held", "logged"),
                            ("no-show", "did not come"),
                            ("cancelled", "cancelled"),
                        ],
                        default="planned",
                        max_length=10,
                    ),
                ),
                ("settled_at", models.DateTimeField(editable=False, null=True)),
                (
                    "because",
                    models.CharField(
                        blank=True, editable=False, max_length=500, verbose_name="reason"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.code",
                        verbose_name="how",
                    ),
                ),
                (
                    "counselor",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                        verbose_name="counselor",
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
                        related_name="planned_talks",
                        to="clients.clientfile",
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.code",
                        verbose_name="kind of talk",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans",
                        to="advice.advicesession",
                    ),
                ),
                (
                    "settled_by",
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
                "indexes": [
                    models.Index(fields=["desk", "counselor", "at"], name="plannedtalk_agenda"),
                    models.Index(
                        condition=models.Q(("state", "planned")),
                        fields=["desk", "file", "at"],
                        name="plannedtalk_waiting",
                    ),
                ],
                "constraints": [
                    loketten.tenancy.constraints.SameDesk(
                        field="file", name="advice_plannedtalk_file_same_desk"
                    ),
                    loketten.tenancy.constraints.SameDesk(
                        field="counselor", name="advice_plannedtalk_counselor_same_desk"
                    ),
                    loketten.tenancy.constraints.SameDesk(
                        field="settled_by", name="advice_plannedtalk_settled_by_same_desk"
                    ),
                    loketten.tenancy.constraints.SameDesk(
                        field="session", name="advice_plannedtalk_session_same_desk"
                    ),
                    models.UniqueConstraint(
                        fields=("desk", "public_id"), name="plannedtalk_public_id_once"
                    ),
                    models.UniqueConstraint(fields=("desk", "key"), name="plannedtalk_key_once"),
                    models.UniqueConstraint(
                        fields=("desk", "session"), name="plannedtalk_logged_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("at__gte", "2005-01-01T00:00:00Z"), ("at__lt", "2100-01-01T00:00:00Z")
                        ),
                        name="plannedtalk_in_our_time",
                        violation_error_message="Choose a day in the coming years.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["planned", "held", "no-show", "cancelled"])
                        ),
                        name="plannedtalk_state_exists",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("settled_at__isnull", True),
                                ("settled_by__isnull", True),
                                ("state", "planned"),
                            ),
                            models.Q(
                                models.Q(("state", "planned"), _negated=True),
                                ("settled_at__isnull", False),
                                ("settled_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="plannedtalk_settled_says_by_whom",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("session__isnull", False), ("state", "held")),
                            models.Q(
                                models.Q(("state", "held"), _negated=True),
                                ("session__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="plannedtalk_held_has_talk",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["no-show", "cancelled"]), _negated=True),
                            models.Q(("because", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="plannedtalk_not_held_says_why",
                        violation_error_message="Say why the talk was not held.",
                    ),
                    models.CheckConstraint(
                        condition=models.Func(
                            models.F("channel"),
                            models.Value("channel."),
                            function="starts_with",
                            output_field=models.BooleanField(),
                        ),
                        name="advice_plannedtalk_channel_code",
                        violation_error_message="This choice comes from another list. Choose another one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Func(
                            models.F("kind"),
                            models.Value("kind."),
                            function="starts_with",
                            output_field=models.BooleanField(),
                        ),
                        name="advice_plannedtalk_kind_code",
                        violation_error_message="This choice comes from another list. Choose another one.",
                    ),
                ],
            },
        ),
        operations.ProtectByDesk("plannedtalk"),
    ]
