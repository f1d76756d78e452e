import uuid

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import loketten.tenancy.constraints
import loketten.tenancy.context
import loketten.tenancy.fields
import loketten.tenancy.folded
from loketten.tenancy import operations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("tenancy", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Client",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.CharField(editable=False, max_length=12, verbose_name="client number"),
                ),
                (
                    "first_name",
                    models.CharField(blank=True, max_length=80, verbose_name="first name"),
                ),
                ("last_name", models.CharField(max_length=120, verbose_name="last name")),
                ("search_key", loketten.tenancy.folded.FoldedField(of="name")),
                (
                    "birth_date",
                    models.DateField(blank=True, null=True, verbose_name="date of birth"),
                ),
                (
                    "birth_year",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1900),
                            django.core.validators.MaxValueValidator(2100),
                        ],
                        verbose_name="year of birth",
                    ),
                ),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="e-mail address"),
                ),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="phone")),
                (
                    "contact_by",
                    models.CharField(
                        choices=[
                            ("email", "By e-mail"),
                            ("phone", "By phone"),
                            ("none", "Not at all"),
                        ],
                        default="none",
                        max_length=5,
                        verbose_name="How may we reach you?",
                    ),
                ),
                (
                    "needs_interpreter",
                    models.BooleanField(default=False, verbose_name="needs an interpreter"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
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
                    "language",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.code",
                        verbose_name="language",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["desk", "last_name", "first_name", "id"], name="client_by_name"
                    ),
                    models.Index(fields=["desk", "birth_date"], name="client_by_birth"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("desk", "number"), name="client_number_once"),
                    models.UniqueConstraint(fields=("desk", "key"), name="client_key_once"),
                    models.CheckConstraint(
                        condition=models.Q(("last_name", ""), _negated=True),
                        name="client_has_last_name",
                        violation_error_message="Fill in a last name.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("birth_date__isnull", True),
                            ("birth_year__isnull", True),
                            _connector="OR",
                        ),
                        name="client_born_once",
                        violation_error_message="Fill in the date of birth or the year, not both.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("birth_date__isnull", True),
                                ("birth_date__gte", "1900-01-01"),
                                _connector="OR",
                            ),
                            models.Q(
                                ("birth_year__isnull", True),
                                ("birth_year__range", (1900, 2100)),
                                _connector="OR",
                            ),
                        ),
                        name="client_birth_is_possible",
                        violation_error_message="This date of birth is not possible.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("contact_by", "none"),
                            models.Q(
                                ("contact_by", "email"), models.Q(("email", ""), _negated=True)
                            ),
                            models.Q(
                                ("contact_by", "phone"), models.Q(("phone", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="client_can_be_reached",
                        violation_error_message="Fill in the e-mail address or the phone number, or choose “Not at all”.",
                    ),
                    models.CheckConstraint(
                        condition=models.Func(
                            models.F("language"),
                            models.Value("language."),
                            function="starts_with",
                            output_field=models.BooleanField(),
                        ),
                        name="clients_client_language_code",
                        violation_error_message="This choice comes from another list. Choose another one.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClientFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "asked_on",
                    models.DateField(
                        default=django.utils.timezone.localdate, verbose_name="asked for advice on"
                    ),
                ),
                (
                    "opened_on",
                    models.DateField(
                        default=django.utils.timezone.localdate,
                        editable=False,
                        verbose_name="opened on",
                    ),
                ),
                (
                    "situation",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("school", "At school"),
                            ("study", "Studying"),
                            ("work", "Working"),
                            ("benefit", "On a benefit"),
                            ("other", "Something else"),
                        ],
                        max_length=8,
                        verbose_name="situation now",
                    ),
                ),
                (
                    "asked_target_groups",
                    models.BooleanField(default=False, verbose_name="asked for target groups"),
                ),
                (
                    "closed_on",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="closed on"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "client",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="clients.client",
                    ),
                ),
                (
                    "closing_outcome",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.code",
                        verbose_name="outcome",
                    ),
                ),
                (
                    "closing_reason",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.code",
                        verbose_name="reason",
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
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.code",
                        verbose_name="how somebody found us",
                    ),
                ),
                (
                    "highest_level",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.code",
                        verbose_name="highest level reached",
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
                        verbose_name="counselor",
                    ),
                ),
            ],
            options={
                "constraints": [
                    loketten.tenancy.constraints.SameDesk(
                        field="client", name="clients_clientfile_client_same_desk"
                    ),
                    loketten.tenancy.constraints.SameDesk(
                        field="owner", name="clients_clientfile_owner_same_desk"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("closed_on__isnull", True)),
                        fields=("desk", "client"),
                        name="file_one_open_per_client",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_on__isnull", True),
                                ("closing_outcome__isnull", True),
                                ("closing_reason__isnull", True),
                            ),
                            models.Q(
                                ("closed_on__isnull", False),
                                ("closing_outcome__isnull", False),
                                ("closing_reason__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="file_closed_says_how",
                        violation_error_message="A closed file has a date, an outcome and a reason.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("asked_on__lte", models.F("opened_on")),
                            ("asked_on__gte", "2005-01-01"),
                        ),
                        name="file_asked_before_opened",
                        violation_error_message="The question came before the file, and after 2004.",
                    ),
                    models.CheckConstraint(
                        condition=models.Func(
                            models.F("entry"),
                            models.Value("entry."),
                            function="starts_with",
                            output_field=models.BooleanField(),
                        ),
                        name="clients_clientfile_entry_code",
                        violation_error_message="This choice comes from another list. Choose another one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Func(
                            models.F("highest_level"),
                            models.Value("level."),
                            function="starts_with",
                            output_field=models.BooleanField(),
                        ),
                        name="clients_clientfile_highest_level_code",
                        violation_error_message="This choice comes from another list. Choose another one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Func(
                            models.F("closing_outcome"),
                            models.Value("outcome."),
                            function="starts_with",
                            output_field=models.BooleanField(),
                        ),
                        name="clients_clientfile_closing_outcome_code",
                        violation_error_message="This choice comes from another list. Choose another one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Func(
                            models.F("closing_reason"),
                            models.Value("closing-reason."),
                            function="starts_with",
                            output_field=models.BooleanField(),
                        ),
                        name="clients_clientfile_closing_reason_code",
                        violation_error_message="This choice comes from another list. Choose another one.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FileEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("opened", "File opened"),
                            ("handed-over", "Other counselor"),
                            ("closed", "File closed"),
                            ("reopened", "File reopened"),
                        ],
                        max_length=12,
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
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
                    "file",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="clients.clientfile",
                    ),
                ),
                (
                    "outcome",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.code",
                    ),
                ),
                (
                    "reason",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.code",
                    ),
                ),
            ],
            options={
                "ordering": ("-at", "-id"),
                "constraints": [
                    loketten.tenancy.constraints.SameDesk(
                        field="file", name="clients_fileevent_file_same_desk"
                    ),
                    loketten.tenancy.constraints.SameDesk(
                        field="by", name="clients_fileevent_by_same_desk"
                    ),
                    models.CheckConstraint(
                        condition=models.Func(
                            models.F("outcome"),
                            models.Value("outcome."),
                            function="starts_with",
                            output_field=models.BooleanField(),
                        ),
                        name="clients_fileevent_outcome_code",
                        violation_error_message="This choice comes from another list. Choose another one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Func(
                            models.F("reason"),
                            models.Value("closing-reason."),
                            function="starts_with",
                            output_field=models.BooleanField(),
                        ),
                        name="clients_fileevent_reason_code",
                        violation_error_message="This choice comes from another list. Choose another one.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FileTargetGroup",
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
                        related_name="target_groups",
                        to="clients.clientfile",
                    ),
                ),
                (
                    "target_group",
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
                        field="file", name="clients_filetargetgroup_file_same_desk"
                    ),
                    models.UniqueConstraint(
                        fields=("desk", "file", "target_group"), name="filetargetgroup_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Func(
                            models.F("target_group"),
                            models.Value("target-group."),
                            function="starts_with",
                            output_field=models.BooleanField(),
                        ),
                        name="clients_filetargetgroup_target_group_code",
                        violation_error_message="This choice comes from another list. Choose another one.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NumberSeries",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("last", models.PositiveIntegerField(default=0)),
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
                "constraints": [
                    models.UniqueConstraint(fields=("desk",), name="numberseries_one_a_desk")
                ],
            },
        ),
        operations.ProtectByDesk("client"),
        operations.ProtectByDesk("clientfile"),
        operations.ProtectByDesk("filetargetgroup"),
        operations.ProtectByDesk("fileevent"),
        operations.ProtectByDesk("numberseries"),
    ]
