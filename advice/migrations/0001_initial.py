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
        ("accounts", "0001_initial"),
        ("clients", "0001_initial"),
        ("tenancy", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="AdviceSession",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("held_at", models.DateTimeField(verbose_name="when")),
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
                    "file",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
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
                    "outcome",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.code",
                        verbose_name="outcome",
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
                    models.Index(
                        fields=["desk", "file", "-held_at", "-id"], name="session_timeline"
                    ),
                    models.Index(fields=["desk", "-held_at"], name="session_by_day"),
                ],
                "constraints": [
                    loketten.tenancy.constraints.SameDesk(
                        field="file", name="advice_advicesession_file_same_desk"
                    ),
                    loketten.tenancy.constraints.SameDesk(
                        field="counselor", name="advice_advicesession_counselor_same_desk"
                    ),
                    loketten.tenancy.constraints.SameDesk(
                        field="withdrawn_by", name="advice_advicesession_withdrawn_by_same_desk"
                    ),
                    models.UniqueConstraint(
                        fields=("desk", "public_id"), name="session_public_id_once"
                    ),
                    models.UniqueConstraint(fields=("desk", "key"), name="session_key_once"),
                    models.CheckConstraint(
                        condition=models.Q(("summary", ""), _negated=True),
                        name="session_summary_is_written",
                        violation_error_message="Write a summary of the talk.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("held_at__gte", "2005-01-01T00:00:00Z"),
                            ("held_at__lt", "2100-01-01T00:00:00Z"),
                        ),
                        name="session_held_in_our_time",
                        violation_error_message="A talk is held after 2004.",
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
                        name="session_withdrawn_says_why",
                        violation_error_message="Say why the talk is withdrawn.",
                    ),
                    models.CheckConstraint(
                        condition=models.Func(
                            models.F("channel"),
                            models.Value("channel."),
                            function="starts_with",
                            output_field=models.BooleanField(),
                        ),
                        name="advice_advicesession_channel_code",
                        violation_error_message="This choice comes from another list. Choose another one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Func(
                            models.F("kind"),
                            models.Value("kind."),
                            function="starts_with",
                            output_field=models.BooleanField(),
                        ),
                        name="advice_advicesession_kind_code",
                        violation_error_message="This choice comes from another list. Choose another one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Func(
                            models.F("outcome"),
                            models.Value("outcome."),
                            function="starts_with",
                            output_field=models.BooleanField(),
                        ),
                        name="advice_advicesession_outcome_code",
                        violation_error_message="This choice comes from another list. Choose another one.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EarlierText",
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
                    "session",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="earlier_texts",
                        to="advice.advicesession",
                    ),
                ),
            ],
            options={
                "ordering": ("-version",),
                "constraints": [
                    loketten.tenancy.constraints.SameDesk(
                        field="session", name="advice_earliertext_session_same_desk"
                    ),
                    loketten.tenancy.constraints.SameDesk(
                        field="replaced_by", name="advice_earliertext_replaced_by_same_desk"
                    ),
                    models.UniqueConstraint(
                        fields=("desk", "session", "version"), name="earliertext_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NextStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("what", models.CharField(max_length=200, verbose_name="next step")),
                ("due_on", models.DateField(verbose_name="done by")),
                ("done_at", models.DateTimeField(editable=False, null=True)),
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
                        related_name="steps",
                        to="clients.clientfile",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="advice.advicesession",
                    ),
                ),
            ],
            options={
                "ordering": ("due_on", "id"),
                "constraints": [
                    loketten.tenancy.constraints.SameDesk(
                        field="file", name="advice_nextstep_file_same_desk"
                    ),
                    loketten.tenancy.constraints.SameDesk(
                        field="session", name="advice_nextstep_session_same_desk"
                    ),
                    loketten.tenancy.constraints.SameDesk(
                        field="owner", name="advice_nextstep_owner_same_desk"
                    ),
                    models.UniqueConstraint(
                        fields=("desk", "session"), name="nextstep_one_a_session"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("what", ""), _negated=True),
                        name="nextstep_says_what",
                        violation_error_message="Say what the next step is.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("due_on__gte", "2005-01-01"), ("due_on__lt", "2100-01-01")
                        ),
                        name="nextstep_in_our_time",
                        violation_error_message="Choose a day in the coming years.",
                    ),
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at__isnull", True)),
                        fields=["desk", "owner", "due_on"],
                        name="nextstep_open",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PrivateNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(max_length=10000, verbose_name="own note")),
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
                    "session",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="private_notes",
                        to="advice.advicesession",
                    ),
                ),
            ],
            options={
                "constraints": [
                    loketten.tenancy.constraints.SameDesk(
                        field="session", name="advice_privatenote_session_same_desk"
                    ),
                    loketten.tenancy.constraints.SameDesk(
                        field="author", name="advice_privatenote_author_same_desk"
                    ),
                    models.UniqueConstraint(
                        fields=("desk", "session", "author"), name="privatenote_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="privatenote_is_written",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SessionTheme",
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
                    "session",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="themes",
                        to="advice.advicesession",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.code",
                    ),
                ),
            ],
            options={
                "constraints": [
                    loketten.tenancy.constraints.SameDesk(
                        field="session", name="advice_sessiontheme_session_same_desk"
                    ),
                    models.UniqueConstraint(
                        fields=("desk", "session", "theme"), name="sessiontheme_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Func(
                            models.F("theme"),
                            models.Value("theme."),
                            function="starts_with",
                            output_field=models.BooleanField(),
                        ),
                        name="advice_sessiontheme_theme_code",
                        violation_error_message="This choice comes from another list. Choose another one.",
                    ),
                ],
            },
        ),
        operations.ProtectByDesk("advicesession"),
        operations.ProtectByDesk("earliertext"),
        operations.ProtectByDesk("nextstep"),
        operations.ProtectByDesk("privatenote"),
        operations.ProtectByDesk("sessiontheme"),
        operations.OnlyAuthor("privatenote"),
        operations.AppendOnly("earliertext"),
    ]
