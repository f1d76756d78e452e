import uuid

import django.core.validators
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
        ("advice", "0006_talk_templates"),
        ("clients", "0004_situation_exists"),
        ("tenancy", "0004_periods_upside_down"),
    ]

    operations = [
        migrations.CreateModel(
            name="GroupTalk",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                ("held_at", models.DateTimeField(verbose_name="when")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("class", "Class at school"),
                            ("workshop", "Workshop or training"),
                            ("information", "Information meeting"),
                            ("company", "Employees of a company"),
                        ],
                        max_length=12,
                        verbose_name="kind of group",
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=120, verbose_name="place")),
                (
                    "head_count",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(2000),
                        ],
                        verbose_name="how many people",
                    ),
                ),
                ("summary", models.TextField(max_length=10000, verbose_name="summary")),
                (
                    "written_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("withdrawn_at", models.DateTimeField(editable=False, null=True)),
                (
                    "withdrawn_because",
                    models.CharField(
                        blank=True, editable=False, max_length=500, verbose_name="reason"
                    ),
                ),
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
                    "theme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.code",
                        verbose_name="about",
                    ),
                ),
                (
                    "withdrawn_by",
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
                    models.Index(fields=["desk", "-held_at", "-id"], name="grouptalk_by_day")
                ],
                "constraints": [
                    loketten.tenancy.constraints.SameDesk(
                        field="counselor", name="advice_grouptalk_counselor_same_desk"
                    ),
                    loketten.tenancy.constraints.SameDesk(
                        field="withdrawn_by", name="advice_grouptalk_withdrawn_by_same_desk"
                    ),
                    models.UniqueConstraint(
                        fields=("desk", "public_id"), name="grouptalk_public_id_once"
                    ),
                    models.UniqueConstraint(fields=("desk", "key"), name="grouptalk_key_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title", ""), _negated=True),
                            models.Q(("summary", ""), _negated=True),
                        ),
                        name="grouptalk_says_what",
                        violation_error_message="Give the group a title and write a summary.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["class", "workshop", "information", "company"])
                        ),
                        name="grouptalk_kind_exists",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("head_count__range", (1, 2000))),
                        name="grouptalk_has_heads",
                        violation_error_message="Fill in how many people there were.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("held_at__gte", "2005-01-01T00:00:00Z"),
                            ("held_at__lte", models.F("written_at")),
                        ),
                        name="grouptalk_held_before_written",
                        violation_error_message="A talk is logged after it was held.",
                    ),
                    models.CheckConstraint(
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
                        name="grouptalk_withdrawn_says_why",
                        violation_error_message="Say why the talk is withdrawn.",
                    ),
                    models.CheckConstraint(
                        condition=models.Func(
                            models.F("channel"),
                            models.Value("channel."),
                            function="starts_with",
                            output_field=models.BooleanField(),
                        ),
                        name="advice_grouptalk_channel_code",
                        violation_error_message="This choice comes from another list. Choose another one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Func(
                            models.F("theme"),
                            models.Value("theme."),
                            function="starts_with",
                            output_field=models.BooleanField(),
                        ),
                        name="advice_grouptalk_theme_code",
                        violation_error_message="This choice comes from another list. Choose another one.",
                    ),
                ],
            },
        ),
        operations.ProtectByDesk("grouptalk"),
        migrations.CreateModel(
            name="GroupParticipant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                        related_name="groups",
                        to="clients.clientfile",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participants",
                        to="advice.grouptalk",
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "constraints": [
                    loketten.tenancy.constraints.SameDesk(
                        field="group", name="advice_groupparticipant_group_same_desk"
                    ),
                    loketten.tenancy.constraints.SameDesk(
                        field="file", name="advice_groupparticipant_file_same_desk"
                    ),
                    models.UniqueConstraint(
                        fields=("desk", "group", "file"), name="groupparticipant_once"
                    ),
                ],
            },
        ),
        operations.ProtectByDesk("groupparticipant"),
        migrations.CreateModel(
            name="EarlierGroupText",
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
                    "group",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="earlier_texts",
                        to="advice.grouptalk",
                    ),
                ),
            ],
            options={
                "ordering": ("-version",),
                "constraints": [
                    loketten.tenancy.constraints.SameDesk(
                        field="group", name="advice_earliergrouptext_group_same_desk"
                    ),
                    loketten.tenancy.constraints.SameDesk(
                        field="replaced_by", name="advice_earliergrouptext_replaced_by_same_desk"
                    ),
                    models.UniqueConstraint(
                        fields=("desk", "group", "version"), name="earliergrouptext_once"
                    ),
                ],
            },
        ),
        operations.ProtectByDesk("earliergrouptext"),
    ]
