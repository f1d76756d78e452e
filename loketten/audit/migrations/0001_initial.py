import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import loketten.audit.models.entry
import loketten.tenancy.constraints
import loketten.tenancy.context
import loketten.tenancy.fields
from loketten.tenancy import operations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("tenancy", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "transaction",
                    models.BigIntegerField(
                        db_default=loketten.audit.models.entry.CurrentTransaction()
                    ),
                ),
                (
                    "actor_kind",
                    models.CharField(
                        choices=[
                            ("member", "Staff of the desk"),
                            ("user", "Somebody with an account"),
                            ("visitor", "Somebody without an account"),
                            ("system", "The portal itself"),
                        ],
                        max_length=8,
                    ),
                ),
                ("actor_id", models.BigIntegerField(null=True)),
                ("action", models.CharField(max_length=40)),
                ("object_kind", models.CharField(blank=True, max_length=40)),
                ("object_id", models.BigIntegerField(null=True)),
                (
                    "shown_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                (
                    "changed_fields",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), default=list, size=None
                    ),
                ),
                ("is_outside_caseload", models.BooleanField(default=False)),
                ("reason", models.TextField(blank=True)),
                ("request_id", models.CharField(blank=True, max_length=32)),
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
                "indexes": [
                    models.Index(
                        fields=["desk", "object_kind", "object_id", "-id"], name="entry_of_object"
                    ),
                    models.Index(
                        fields=["desk", "actor_kind", "actor_id", "-id"], name="entry_by_actor"
                    ),
                    models.Index(fields=["desk", "transaction", "id"], name="entry_to_seal"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("actor_id__isnull", False), ("actor_kind__in", ["member", "user"])
                            ),
                            models.Q(
                                ("actor_id__isnull", True),
                                ("actor_kind__in", ["system", "visitor"]),
                            ),
                            _connector="OR",
                        ),
                        name="entry_member_has_number",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Outbox",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("message_id", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("effect", models.CharField(max_length=60)),
                ("arguments", models.JSONField(default=dict)),
                (
                    "written_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "next_try_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("last_error", models.CharField(blank=True, max_length=200)),
                ("delivered_at", models.DateTimeField(null=True)),
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
                "indexes": [
                    models.Index(
                        condition=models.Q(("delivered_at__isnull", True)),
                        fields=["desk", "next_try_at"],
                        name="outbox_waiting",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("desk", "message_id"), name="outbox_message_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PlatformEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "transaction",
                    models.BigIntegerField(
                        db_default=loketten.audit.models.entry.CurrentTransaction()
                    ),
                ),
                (
                    "actor_kind",
                    models.CharField(
                        choices=[
                            ("member", "Staff of the desk"),
                            ("user", "Somebody with an account"),
                            ("visitor", "Somebody without an account"),
                            ("system", "The portal itself"),
                        ],
                        max_length=8,
                    ),
                ),
                ("actor_id", models.BigIntegerField(null=True)),
                ("action", models.CharField(max_length=40)),
                ("object_kind", models.CharField(blank=True, max_length=40)),
                ("object_id", models.BigIntegerField(null=True)),
                (
                    "shown_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                (
                    "changed_fields",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), default=list, size=None
                    ),
                ),
                ("is_outside_caseload", models.BooleanField(default=False)),
                ("reason", models.TextField(blank=True)),
                ("request_id", models.CharField(blank=True, max_length=32)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["transaction", "id"], name="platformentry_to_seal")
                ],
            },
        ),
        migrations.CreateModel(
            name="PlatformOutbox",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("message_id", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("effect", models.CharField(max_length=60)),
                ("arguments", models.JSONField(default=dict)),
                (
                    "written_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "next_try_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("last_error", models.CharField(blank=True, max_length=200)),
                ("delivered_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("delivered_at__isnull", True)),
                        fields=["next_try_at"],
                        name="platformoutbox_waiting",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("message_id",), name="platformoutbox_message_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PlatformSeal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.BigIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("settled_before", models.BigIntegerField()),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="audit.platformentry",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("number",), name="platformseal_number_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Seal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.BigIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("settled_before", models.BigIntegerField()),
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
                        field="entry", name="audit_seal_entry_same_desk"
                    ),
                    models.UniqueConstraint(fields=("desk", "number"), name="seal_number_once"),
                    models.UniqueConstraint(fields=("desk", "entry"), name="seal_entry_once"),
                ],
            },
        ),
        operations.ProtectByDesk("entry"),
        operations.ProtectByDesk("seal"),
        operations.ProtectByDesk("outbox"),
        operations.AppendOnly("entry"),
        operations.AppendOnly("seal"),
        operations.AppendOnly("platformentry"),
        operations.AppendOnly("platformseal"),
    ]
