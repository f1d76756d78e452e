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
    initial = True

    dependencies = [
        ("accounts", "0002_sessions_and_endings"),
        ("clients", "0004_situation_exists"),
        ("tenancy", "0004_periods_upside_down"),
        ("vacancies", "0001_places"),
    ]

    operations = [
        migrations.CreateModel(
            name="Trajectory",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("school", models.CharField(blank=True, max_length=120, verbose_name="school")),
                (
                    "hours",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(48),
                        ],
                        verbose_name="hours a week",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("intention", "Intention"),
                            ("agreed", "Agreed"),
                            ("started", "Started"),
                            ("completed", "Completed"),
                            ("stopped", "Stopped"),
                        ],
                        default="intention",
                        editable=False,
                        max_length=9,
                    ),
                ),
                (
                    "agreed_on",
                    models.DateField(editable=False, null=True, verbose_name="agreement signed on"),
                ),
                (
                    "starts_on",
                    models.DateField(blank=True, null=True, verbose_name="planned start"),
                ),
                (
                    "started_on",
                    models.DateField(editable=False, null=True, verbose_name="started on"),
                ),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="planned end")),
                ("ended_on", models.DateField(editable=False, null=True, verbose_name="ended on")),
                (
                    "stop_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("other-work", "Found other work"),
                            ("no-fit", "The work or the course did not fit"),
                            ("employer", "The employer stopped"),
                            ("school", "The school stopped, or the course was cancelled"),
                            ("circumstances", "Personal circumstances"),
                            ("no-contact", "No contact any more"),
                            ("other", "Another reason"),
                        ],
                        editable=False,
                        max_length=13,
                        verbose_name="why it stopped",
                    ),
                ),
                (
                    "document",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("diploma", "Mbo diploma"),
                            ("certificate", "Mbo certificate"),
                            ("statement", "Statement of practical skills"),
                            ("sector", "Diploma or certificate of the sector"),
                            ("evc", "Certificate of experience (EVC)"),
                            ("hbo", "Hbo or associate degree"),
                            ("none", "No recognised document"),
                        ],
                        editable=False,
                        max_length=11,
                        verbose_name="document",
                    ),
                ),
                (
                    "made_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "coach",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vacancies.employercontact",
                        verbose_name="coach at work",
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
                    "employer",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="trajectories",
                        to="vacancies.employer",
                        verbose_name="employer",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="trajectories",
                        to="clients.clientfile",
                    ),
                ),
                (
                    "qualification",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.qualification",
                        verbose_name="qualification",
                    ),
                ),
                (
                    "recognition",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vacancies.recognition",
                    ),
                ),
                (
                    "route",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.code",
                        verbose_name="route",
                    ),
                ),
                (
                    "vacancy",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="trajectories",
                        to="vacancies.vacancy",
                        verbose_name="place",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["desk", "state", "-id"], name="trajectory_by_state")
                ],
                "constraints": [
                    loketten.tenancy.constraints.SameDesk(
                        field="file", name="apprenticeships_trajectory_file_same_desk"
                    ),
                    loketten.tenancy.constraints.SameDesk(
                        field="employer", name="apprenticeships_trajectory_employer_same_desk"
                    ),
                    loketten.tenancy.constraints.SameDesk(
                        field="vacancy", name="apprenticeships_trajectory_vacancy_same_desk"
                    ),
                    loketten.tenancy.constraints.SameDesk(
                        field="coach", name="apprenticeships_trajectory_coach_same_desk"
                    ),
                    loketten.tenancy.constraints.SameDesk(
                        field="recognition", name="apprenticeships_trajectory_recognition_same_desk"
                    ),
                    models.UniqueConstraint(
                        fields=("desk", "public_id"), name="trajectory_public_id_once"
                    ),
                    models.UniqueConstraint(fields=("desk", "key"), name="trajectory_key_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["intention", "agreed", "started", "completed", "stopped"],
                            )
                        ),
                        name="trajectory_state_exists",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agreed_on__isnull", True), ("state", "intention")),
                            ("state", "stopped"),
                            models.Q(
                                ("agreed_on__isnull", False),
                                ("employer__isnull", False),
                                ("state__in", ["agreed", "started", "completed"]),
                            ),
                            _connector="OR",
                        ),
                        name="trajectory_agreed_says_with_whom",
                        violation_error_message="An agreement has an employer and a day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("started_on__isnull", True), ("state__in", ["intention", "agreed"])
                            ),
                            ("state", "stopped"),
                            models.Q(
                                ("started_on__isnull", False),
                                ("state__in", ["started", "completed"]),
                            ),
                            _connector="OR",
                        ),
                        name="trajectory_started_has_day",
                        violation_error_message="A trajectory that started has a day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("started_on__isnull", True),
                            models.Q(
                                (
                                    "route__in",
                                    (
                                        "route.bol",
                                        "route.bbl",
                                        "route.third-way-diploma",
                                        "route.third-way-certificate",
                                        "route.third-way-statement",
                                    ),
                                ),
                                _negated=True,
                            ),
                            ("recognition__isnull", False),
                            _connector="OR",
                        ),
                        name="trajectory_started_is_recognised",
                        violation_error_message="This route needs a company that is recognised for the qualification.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_on__isnull", False), ("state__in", ["completed", "stopped"])
                            ),
                            models.Q(
                                ("ended_on__isnull", True),
                                ("state__in", ["intention", "agreed", "started"]),
                            ),
                            _connector="OR",
                        ),
                        name="trajectory_ended_has_day",
                        violation_error_message="A trajectory that ended has a day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state", "stopped"),
                                (
                                    "stop_reason__in",
                                    [
                                        "other-work",
                                        "no-fit",
                                        "employer",
                                        "school",
                                        "circumstances",
                                        "no-contact",
                                        "other",
                                    ],
                                ),
                            ),
                            models.Q(
                                models.Q(("state", "stopped"), _negated=True), ("stop_reason", "")
                            ),
                            _connector="OR",
                        ),
                        name="trajectory_stopped_says_why",
                        violation_error_message="Say why it stopped.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "document__in",
                                    [
                                        "diploma",
                                        "certificate",
                                        "statement",
                                        "sector",
                                        "evc",
                                        "hbo",
                                        "none",
                                    ],
                                ),
                                ("state", "completed"),
                            ),
                            models.Q(
                                models.Q(("state", "completed"), _negated=True), ("document", "")
                            ),
                            _connector="OR",
                        ),
                        name="trajectory_completed_says_with_what",
                        violation_error_message="Say which document came of it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("started_on__isnull", True),
                                ("agreed_on__lte", models.F("started_on")),
                                _connector="OR",
                            ),
                            models.Q(
                                ("ended_on__isnull", True),
                                models.Q(
                                    models.Q(
                                        ("started_on__isnull", True),
                                        ("started_on__lte", models.F("ended_on")),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("agreed_on__isnull", True),
                                        ("agreed_on__lte", models.F("ended_on")),
                                        _connector="OR",
                                    ),
                                ),
                                _connector="OR",
                            ),
                        ),
                        name="trajectory_days_in_order",
                        violation_error_message="First the agreement, then the start, then the end.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on__isnull", True),
                            ("ends_on__isnull", True),
                            ("ends_on__gt", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="trajectory_planned_end_after_start",
                        violation_error_message="The planned end comes after the planned start.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("hours__isnull", True), ("hours__range", (1, 48)), _connector="OR"
                        ),
                        name="trajectory_hours_fit_a_week",
                        violation_error_message="Hours a week: 1 to 48.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("agreed_on__isnull", True),
                                ("agreed_on__range", ("2005-01-01", "2099-12-31")),
                                _connector="OR",
                            ),
                            models.Q(
                                ("starts_on__isnull", True),
                                ("starts_on__range", ("2005-01-01", "2099-12-31")),
                                _connector="OR",
                            ),
                            models.Q(
                                ("started_on__isnull", True),
                                ("started_on__range", ("2005-01-01", "2099-12-31")),
                                _connector="OR",
                            ),
                            models.Q(
                                ("ends_on__isnull", True),
                                ("ends_on__range", ("2005-01-01", "2099-12-31")),
                                _connector="OR",
                            ),
                            models.Q(
                                ("ended_on__isnull", True),
                                ("ended_on__range", ("2005-01-01", "2099-12-31")),
                                _connector="OR",
                            ),
                        ),
                        name="trajectory_in_our_time",
                        violation_error_message="Choose a day between 2005 and 2099.",
                    ),
                    models.CheckConstraint(
                        condition=models.Func(
                            models.F("route"),
                            models.Value("route."),
                            function="starts_with",
                            output_field=models.BooleanField(),
                        ),
                        name="apprenticeships_trajectory_route_code",
                        violation_error_message="This choice comes from another list. Choose another one.",
                    ),
                ],
            },
        ),
        operations.ProtectByDesk("trajectory"),
        migrations.CreateModel(
            name="AftercareCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "moment",
                    models.CharField(
                        choices=[
                            ("week-2", "After 2 weeks"),
                            ("month-1", "After 1 month"),
                            ("month-3", "After 3 months"),
                            ("month-6", "After 6 months"),
                            ("month-12", "After 12 months"),
                        ],
                        max_length=8,
                    ),
                ),
                ("due_on", models.DateField()),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("working", "Still working"),
                            ("not-working", "Not working any more"),
                            ("no-contact", "Could not be reached"),
                        ],
                        max_length=11,
                        verbose_name="how is it going?",
                    ),
                ),
                (
                    "note",
                    models.TextField(blank=True, max_length=1000, verbose_name="what was said"),
                ),
                ("done_at", models.DateTimeField(editable=False, null=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
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
                    "done_by",
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
                (
                    "trajectory",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checks",
                        to="apprenticeships.trajectory",
                    ),
                ),
            ],
            options={
                "ordering": ("due_on", "id"),
                "constraints": [
                    loketten.tenancy.constraints.SameDesk(
                        field="trajectory",
                        name="apprenticeships_aftercarecheck_trajectory_same_desk",
                    ),
                    loketten.tenancy.constraints.SameDesk(
                        field="done_by", name="apprenticeships_aftercarecheck_done_by_same_desk"
                    ),
                    models.UniqueConstraint(
                        fields=("desk", "trajectory", "moment"), name="aftercarecheck_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("moment__in", ["week-2", "month-1", "month-3", "month-6", "month-12"])
                        ),
                        name="aftercarecheck_moment_exists",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("done_at__isnull", True),
                                ("done_by__isnull", True),
                                ("note", ""),
                                ("outcome", ""),
                            ),
                            models.Q(
                                ("done_at__isnull", False),
                                ("done_by__isnull", False),
                                ("outcome__in", ["working", "not-working", "no-contact"]),
                            ),
                            _connector="OR",
                        ),
                        name="aftercarecheck_done_says_how",
                        violation_error_message="Say how it is going.",
                    ),
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(("outcome", "")),
                        fields=["desk", "due_on"],
                        name="aftercarecheck_open",
                    )
                ],
            },
        ),
        operations.ProtectByDesk("aftercarecheck"),
        migrations.CreateModel(
            name="TrajectoryEvent",
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
                            ("made", "Made"),
                            ("agreed", "Agreed"),
                            ("started", "Started"),
                            ("completed", "Completed"),
                            ("stopped", "Stopped"),
                            ("checked", "Aftercare"),
                        ],
                        max_length=9,
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
                    "check_done",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="apprenticeships.aftercarecheck",
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
                    "trajectory",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="apprenticeships.trajectory",
                    ),
                ),
            ],
            options={
                "ordering": ("-at", "-id"),
                "constraints": [
                    loketten.tenancy.constraints.SameDesk(
                        field="trajectory",
                        name="apprenticeships_trajectoryevent_trajectory_same_desk",
                    ),
                    loketten.tenancy.constraints.SameDesk(
                        field="check_done",
                        name="apprenticeships_trajectoryevent_check_done_same_desk",
                    ),
                    loketten.tenancy.constraints.SameDesk(
                        field="by", name="apprenticeships_trajectoryevent_by_same_desk"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("check_done__isnull", False), ("kind", "checked")),
                            models.Q(
                                models.Q(("kind", "checked"), _negated=True),
                                ("check_done__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="trajectoryevent_names_its_check",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["made", "agreed", "started", "completed", "stopped", "checked"],
                            )
                        ),
                        name="trajectoryevent_kind_exists",
                    ),
                ],
            },
        ),
        operations.ProtectByDesk("trajectoryevent"),
        migrations.CreateModel(
            name="WorkExperience",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "made_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("from_on", models.DateField(verbose_name="first day")),
                ("to_on", models.DateField(blank=True, null=True, verbose_name="last day")),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("fits", "It fits"),
                            ("no-fit", "It does not fit"),
                            ("not-held", "It did not take place"),
                        ],
                        max_length=8,
                        verbose_name="how did it go?",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="what came out of it"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
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
                    "employer",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vacancies.employer",
                        verbose_name="employer",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="clients.clientfile",
                    ),
                ),
            ],
            options={
                "ordering": ("-from_on", "-id"),
                "constraints": [
                    loketten.tenancy.constraints.SameDesk(
                        field="file", name="apprenticeships_workexperience_file_same_desk"
                    ),
                    loketten.tenancy.constraints.SameDesk(
                        field="by", name="apprenticeships_workexperience_by_same_desk"
                    ),
                    models.UniqueConstraint(
                        fields=("desk", "public_id"), name="workexperience_public_id_once"
                    ),
                    models.UniqueConstraint(fields=("desk", "key"), name="workexperience_key_once"),
                    loketten.tenancy.constraints.SameDesk(
                        field="employer", name="apprenticeships_workexperience_employer_same_desk"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_on__isnull", True),
                            ("to_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="workexperience_ends_after_it_starts",
                        violation_error_message="The last day is not before the first day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("from_on__range", ("2005-01-01", "2099-12-31")),
                            models.Q(
                                ("to_on__isnull", True),
                                ("to_on__range", ("2005-01-01", "2099-12-31")),
                                _connector="OR",
                            ),
                        ),
                        name="workexperience_in_our_time",
                        violation_error_message="Choose a day between 2005 and 2099.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("result__in", ["", "fits", "no-fit", "not-held"])),
                        name="workexperience_result_exists",
                    ),
                ],
            },
        ),
        operations.ProtectByDesk("workexperience"),
        migrations.CreateModel(
            name="WorkProcess",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="work process")),
                ("position", models.PositiveSmallIntegerField(default=0)),
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
                    "trajectory",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="work_processes",
                        to="apprenticeships.trajectory",
                    ),
                ),
            ],
            options={
                "ordering": ("position", "id"),
                "constraints": [
                    loketten.tenancy.constraints.SameDesk(
                        field="trajectory", name="apprenticeships_workprocess_trajectory_same_desk"
                    ),
                    models.UniqueConstraint(
                        fields=("desk", "trajectory", "name"), name="workprocess_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="workprocess_has_name"
                    ),
                ],
            },
        ),
        operations.ProtectByDesk("workprocess"),
        migrations.CreateModel(
            name="FundingLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "made_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("scheme", models.CharField(max_length=120, verbose_name="scheme or fund")),
                (
                    "amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=8,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="amount in euros",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Asked"),
                            ("granted", "Granted"),
                            ("refused", "Refused"),
                        ],
                        default="asked",
                        max_length=7,
                        verbose_name="how far is it?",
                    ),
                ),
                ("asked_on", models.DateField(verbose_name="asked on")),
                (
                    "answered_on",
                    models.DateField(blank=True, null=True, verbose_name="answered on"),
                ),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
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
                        related_name="%(class)s_set",
                        to="clients.clientfile",
                    ),
                ),
            ],
            options={
                "ordering": ("-asked_on", "-id"),
                "constraints": [
                    loketten.tenancy.constraints.SameDesk(
                        field="file", name="apprenticeships_fundingline_file_same_desk"
                    ),
                    loketten.tenancy.constraints.SameDesk(
                        field="by", name="apprenticeships_fundingline_by_same_desk"
                    ),
                    models.UniqueConstraint(
                        fields=("desk", "public_id"), name="fundingline_public_id_once"
                    ),
                    models.UniqueConstraint(fields=("desk", "key"), name="fundingline_key_once"),
                    models.CheckConstraint(
                        condition=models.Q(("scheme", ""), _negated=True),
                        name="fundingline_says_which",
                        violation_error_message="Fill in the scheme or the fund.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_on__isnull", True), ("state", "asked")),
                            models.Q(
                                ("answered_on__gte", models.F("asked_on")),
                                ("state__in", ["granted", "refused"]),
                            ),
                            _connector="OR",
                        ),
                        name="fundingline_answer_has_day",
                        violation_error_message="An answer has a day, on or after the day of asking.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount__isnull", True), ("amount__gt", 0), _connector="OR"
                        ),
                        name="fundingline_amount_is_money",
                        violation_error_message="Fill in an amount above zero, or leave it empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("asked_on__range", ("2005-01-01", "2099-12-31")),
                            models.Q(
                                ("answered_on__isnull", True),
                                ("answered_on__range", ("2005-01-01", "2099-12-31")),
                                _connector="OR",
                            ),
                        ),
                        name="fundingline_in_our_time",
                        violation_error_message="Choose a day between 2005 and 2099.",
                    ),
                ],
            },
        ),
        operations.ProtectByDesk("fundingline"),
        migrations.CreateModel(
            name="Introduction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "made_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("introduced_on", models.DateField(verbose_name="introduced on")),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("accepted", "They go on together"),
                            ("employer-no", "The employer said no"),
                            ("client-no", "The client said no"),
                        ],
                        max_length=11,
                        verbose_name="what came of it?",
                    ),
                ),
                (
                    "note",
                    models.TextField(blank=True, max_length=1000, verbose_name="what was said"),
                ),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
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
                    "employer",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vacancies.employer",
                        verbose_name="employer",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="clients.clientfile",
                    ),
                ),
                (
                    "interest",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="introductions",
                        to="vacancies.interest",
                        verbose_name="interest from the site",
                    ),
                ),
                (
                    "vacancy",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vacancies.vacancy",
                        verbose_name="place",
                    ),
                ),
            ],
            options={
                "ordering": ("-introduced_on", "-id"),
                "constraints": [
                    loketten.tenancy.constraints.SameDesk(
                        field="file", name="apprenticeships_introduction_file_same_desk"
                    ),
                    loketten.tenancy.constraints.SameDesk(
                        field="by", name="apprenticeships_introduction_by_same_desk"
                    ),
                    models.UniqueConstraint(
                        fields=("desk", "public_id"), name="introduction_public_id_once"
                    ),
                    models.UniqueConstraint(fields=("desk", "key"), name="introduction_key_once"),
                    loketten.tenancy.constraints.SameDesk(
                        field="employer", name="apprenticeships_introduction_employer_same_desk"
                    ),
                    loketten.tenancy.constraints.SameDesk(
                        field="vacancy", name="apprenticeships_introduction_vacancy_same_desk"
                    ),
                    loketten.tenancy.constraints.SameDesk(
                        field="interest", name="apprenticeships_introduction_interest_same_desk"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("interest__isnull", False)),
                        fields=("desk", "interest"),
                        name="introduction_interest_once",
                        violation_error_message="This interest belongs to another client already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("introduced_on__range", ("2005-01-01", "2099-12-31"))),
                        name="introduction_in_our_time",
                        violation_error_message="Choose a day between 2005 and 2099.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("result__in", ["", "accepted", "employer-no", "client-no"])
                        ),
                        name="introduction_result_exists",
                    ),
                ],
            },
        ),
        operations.ProtectByDesk("introduction"),
        migrations.CreateModel(
            name="JobPromise",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "made_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("condition", models.CharField(max_length=300, verbose_name="on which condition?")),
                ("promised_on", models.DateField(verbose_name="promised on")),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
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
                    "employer",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vacancies.employer",
                        verbose_name="employer",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="clients.clientfile",
                    ),
                ),
            ],
            options={
                "ordering": ("-promised_on", "-id"),
                "constraints": [
                    loketten.tenancy.constraints.SameDesk(
                        field="file", name="apprenticeships_jobpromise_file_same_desk"
                    ),
                    loketten.tenancy.constraints.SameDesk(
                        field="by", name="apprenticeships_jobpromise_by_same_desk"
                    ),
                    models.UniqueConstraint(
                        fields=("desk", "public_id"), name="jobpromise_public_id_once"
                    ),
                    models.UniqueConstraint(fields=("desk", "key"), name="jobpromise_key_once"),
                    loketten.tenancy.constraints.SameDesk(
                        field="employer", name="apprenticeships_jobpromise_employer_same_desk"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("condition", ""), _negated=True),
                        name="jobpromise_says_on_what_condition",
                        violation_error_message="Say on which condition. Is there none? Write “none”.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("promised_on__range", ("2005-01-01", "2099-12-31"))),
                        name="jobpromise_in_our_time",
                        violation_error_message="Choose a day between 2005 and 2099.",
                    ),
                ],
            },
        ),
        operations.ProtectByDesk("jobpromise"),
        migrations.CreateModel(
            name="PlankMark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "plank",
                    models.CharField(
                        choices=[
                            ("coordination", "Coordination"),
                            ("coaching", "Career advice"),
                            ("experience", "Work experience"),
                            ("matching", "Matching"),
                            ("security", "Job guarantee"),
                            ("funding", "Funding"),
                            ("placement", "Placement"),
                            ("aftercare", "Aftercare"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "says",
                    models.CharField(
                        choices=[("missing", "Missing"), ("not-needed", "Not needed")],
                        max_length=10,
                        verbose_name="this plank is",
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="why")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("lifted_at", models.DateTimeField(editable=False, null=True)),
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
                    "file",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plank_marks",
                        to="clients.clientfile",
                    ),
                ),
            ],
            options={
                "ordering": ("-at", "-id"),
                "constraints": [
                    loketten.tenancy.constraints.SameDesk(
                        field="file", name="apprenticeships_plankmark_file_same_desk"
                    ),
                    loketten.tenancy.constraints.SameDesk(
                        field="by", name="apprenticeships_plankmark_by_same_desk"
                    ),
                    models.UniqueConstraint(fields=("desk", "key"), name="plankmark_key_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_at__isnull", True)),
                        fields=("desk", "file", "plank"),
                        name="plankmark_one_stands",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "plank__in",
                                [
                                    "coordination",
                                    "coaching",
                                    "experience",
                                    "matching",
                                    "security",
                                    "funding",
                                    "placement",
                                    "aftercare",
                                ],
                            ),
                            ("says__in", ["missing", "not-needed"]),
                            models.Q(("reason", ""), _negated=True),
                        ),
                        name="plankmark_says_what",
                        violation_error_message="Say why this plank is missing or not needed.",
                    ),
                ],
            },
        ),
        operations.ProtectByDesk("plankmark"),
    ]
