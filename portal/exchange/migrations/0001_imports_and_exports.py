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
    initial = True

    dependencies = [
        ("accounts", "0006_national_work_from_until"),
        ("tenancy", "0006_words_for_the_emergency_door"),
    ]

    operations = [
        migrations.CreateModel(
            name="Export",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "asked_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="asked"),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("move", "We move to another system"),
                            ("research", "A study or an audit asks for it"),
                            ("question", "The municipality or another partner asks for it"),
                            ("closing", "The desk closes or merges"),
                            ("other", "Something else"),
                        ],
                        max_length=8,
                        verbose_name="purpose",
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="why")),
                (
                    "format",
                    models.CharField(choices=[("xlsx", "Excel"), ("csv", "CSV")], max_length=4),
                ),
                ("language", models.CharField(max_length=2)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Being made"),
                            ("ready", "Ready"),
                            ("cancelled", "Cancelled"),
                            ("failed", "Failed"),
                            ("expired", "Expired"),
                        ],
                        default="queued",
                        max_length=9,
                        verbose_name="state",
                    ),
                ),
                ("made_at", models.DateTimeField(null=True)),
                ("expires_at", models.DateTimeField(null=True, verbose_name="until")),
                ("size", models.PositiveBigIntegerField(default=0)),
                ("checksum", models.CharField(blank=True, max_length=64)),
                ("clients_until", models.BigIntegerField(default=0)),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
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
            ],
            options={
                "ordering": ("-asked_at", "-id"),
            },
        ),
        migrations.CreateModel(
            name="ExportPart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("content", models.BinaryField()),
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
                    "of",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="exchange.export",
                    ),
                ),
            ],
            options={
                "ordering": ("number",),
            },
        ),
        migrations.CreateModel(
            name="Import",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("clients", "Clients"),
                            ("employers", "Employers"),
                            ("vacancies", "Vacancies"),
                        ],
                        max_length=9,
                        verbose_name="what",
                    ),
                ),
                (
                    "sent_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="sent"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("sent", "File received"),
                            ("checking", "Rows are being checked"),
                            ("checked", "Ready to be imported"),
                            ("queued", "Being imported"),
                            ("done", "Imported"),
                            ("stopped", "Stopped, nothing imported"),
                            ("cancelled", "Cancelled"),
                        ],
                        max_length=9,
                        verbose_name="state",
                    ),
                ),
                (
                    "headers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), default=list, size=None
                    ),
                ),
                ("headers_mark", models.CharField(max_length=64)),
                ("columns", models.JSONField(default=dict)),
                (
                    "doubles",
                    models.CharField(
                        choices=[
                            ("skip", "Leave them out"),
                            ("make", "Import them too, as others"),
                        ],
                        default="skip",
                        max_length=4,
                    ),
                ),
                ("row_count", models.PositiveIntegerField(default=0, verbose_name="rows")),
                ("made_count", models.PositiveIntegerField(default=0, verbose_name="imported")),
                ("compared_until", models.BigIntegerField(default=0)),
                ("stopped_at", models.PositiveIntegerField(default=0)),
                ("ended_at", models.DateTimeField(null=True, verbose_name="ended")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
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
                    "owner",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
            ],
            options={
                "ordering": ("-sent_at", "-id"),
            },
        ),
        migrations.CreateModel(
            name="ImportRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("cells", models.JSONField(default=list)),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("unread", "Not checked yet"),
                            ("new", "New"),
                            ("double", "Looks like one that you have"),
                            ("wrong", "Wrong"),
                        ],
                        default="unread",
                        max_length=6,
                    ),
                ),
                (
                    "looks_like",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                (
                    "looks_like_rows",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveIntegerField(), default=list, size=None
                    ),
                ),
                ("is_same", models.BooleanField(default=False)),
                ("made", models.BigIntegerField(null=True)),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
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
                    "of",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="exchange.import",
                    ),
                ),
            ],
            options={
                "ordering": ("number",),
            },
        ),
        operations.ProtectByDesk("export"),
        operations.ProtectByDesk("exportpart"),
        operations.ProtectByDesk("import"),
        operations.ProtectByDesk("importrow"),
        migrations.AddConstraint(
            model_name="export",
            constraint=loketten.tenancy.constraints.SameDesk(
                field="by", name="exchange_export_by_same_desk"
            ),
        ),
        migrations.AddConstraint(
            model_name="export",
            constraint=models.UniqueConstraint(
                fields=("desk", "public_id"), name="export_public_id_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="export",
            constraint=models.UniqueConstraint(fields=("desk", "key"), name="export_key_once"),
        ),
        migrations.AddConstraint(
            model_name="export",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "queued")),
                fields=("desk",),
                name="export_one_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="export",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("purpose__in", ["move", "research", "question", "closing", "other"]),
                    models.Q(("reason", ""), _negated=True),
                ),
                name="export_says_why",
                violation_error_message="Say why you need this file.",
            ),
        ),
        migrations.AddConstraint(
            model_name="export",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "ready"), _negated=True),
                    models.Q(("expires_at__isnull", False), ("made_at__isnull", False)),
                    _connector="OR",
                ),
                name="export_ready_says_until_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="exportpart",
            constraint=loketten.tenancy.constraints.SameDesk(
                field="of", name="exchange_exportpart_of_same_desk"
            ),
        ),
        migrations.AddConstraint(
            model_name="exportpart",
            constraint=models.UniqueConstraint(
                fields=("desk", "of", "number"), name="exportpart_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=loketten.tenancy.constraints.SameDesk(
                field="by", name="exchange_import_by_same_desk"
            ),
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=loketten.tenancy.constraints.SameDesk(
                field="owner", name="exchange_import_owner_same_desk"
            ),
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.UniqueConstraint(
                fields=("desk", "public_id"), name="import_public_id_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.UniqueConstraint(fields=("desk", "key"), name="import_key_once"),
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("state__in", ("sent", "checking", "checked", "queued", "stopped"))
                ),
                fields=("desk",),
                name="import_one_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        ["sent", "checking", "checked", "queued", "done", "stopped", "cancelled"],
                    )
                ),
                name="import_state_exists",
            ),
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["clients", "employers", "vacancies"])),
                name="import_kind_exists",
            ),
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("ended_at__isnull", True),
                        ("state__in", ("sent", "checking", "checked", "queued", "stopped")),
                    ),
                    models.Q(
                        models.Q(
                            ("state__in", ("sent", "checking", "checked", "queued", "stopped")),
                            _negated=True,
                        ),
                        ("ended_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="import_ended_says_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="importrow",
            constraint=loketten.tenancy.constraints.SameDesk(
                field="of", name="exchange_importrow_of_same_desk"
            ),
        ),
        migrations.AddConstraint(
            model_name="importrow",
            constraint=models.UniqueConstraint(
                fields=("desk", "of", "number"), name="importrow_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="importrow",
            constraint=models.CheckConstraint(
                condition=models.Q(("verdict__in", ["unread", "new", "double", "wrong"])),
                name="importrow_verdict_exists",
            ),
        ),
    ]
