import uuid

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import loketten.tenancy.context
import loketten.tenancy.fields
from loketten.tenancy import operations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("tenancy", "0004_periods_upside_down"),
    ]

    operations = [
        migrations.CreateModel(
            name="LiveTotal",
            fields=[
                (
                    "region",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="tenancy.region",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("value", models.PositiveIntegerField()),
                ("people", models.PositiveIntegerField()),
                ("as_of", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Publication",
            fields=[
                ("month", models.DateField(primary_key=True, serialize=False)),
                ("published_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("definitions", models.PositiveSmallIntegerField()),
            ],
            options={
                "ordering": ("-month",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("month__day", 1)), name="publication_month_starts"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PublishedCell",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "span",
                    models.CharField(
                        choices=[
                            ("month", "Month"),
                            ("quarter", "Quarter"),
                            ("year", "Year"),
                            ("rolling", "Twelve months"),
                        ],
                        default="month",
                        max_length=8,
                    ),
                ),
                (
                    "table",
                    models.CharField(
                        choices=[
                            ("talks", "Talks"),
                            ("files-opened", "New files"),
                            ("contacts", "Contacts without a file"),
                            ("waiting", "Waiting time"),
                            ("theme", "Themes"),
                            ("channel", "Channels"),
                            ("kind", "Kinds of talk"),
                            ("outcome", "Outcomes"),
                            ("late", "Reported late"),
                        ],
                        max_length=12,
                    ),
                ),
                ("key", models.CharField(blank=True, max_length=60)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("shown", "shown"),
                            ("withheld", "not shown"),
                            ("not-reported", "not reported"),
                            ("not-live", "not live yet"),
                        ],
                        max_length=12,
                    ),
                ),
                ("value", models.PositiveIntegerField(null=True)),
                ("people", models.PositiveIntegerField(null=True)),
                ("is_public", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="RecountDifference",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.DateField()),
                (
                    "table",
                    models.CharField(
                        choices=[
                            ("talks", "Talks"),
                            ("files-opened", "New files"),
                            ("contacts", "Contacts without a file"),
                            ("waiting", "Waiting time"),
                            ("theme", "Themes"),
                            ("channel", "Channels"),
                            ("kind", "Kinds of talk"),
                            ("outcome", "Outcomes"),
                            ("late", "Reported late"),
                        ],
                        max_length=12,
                    ),
                ),
                ("cells", models.PositiveSmallIntegerField()),
                ("found_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ("-month", "region", "table"),
            },
        ),
        migrations.CreateModel(
            name="ReportPart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("done_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="DeskReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("month", models.DateField()),
                (
                    "kind",
                    models.CharField(choices=[("pdf", "PDF"), ("xlsx", "Excel")], max_length=4),
                ),
                ("content", models.BinaryField()),
                ("checksum", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                    models.UniqueConstraint(
                        fields=("desk", "month", "kind"), name="deskreport_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MonthCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.DateField()),
                (
                    "span",
                    models.CharField(
                        choices=[
                            ("month", "Month"),
                            ("quarter", "Quarter"),
                            ("year", "Year"),
                            ("rolling", "Twelve months"),
                        ],
                        default="month",
                        max_length=8,
                    ),
                ),
                (
                    "table",
                    models.CharField(
                        choices=[
                            ("talks", "Talks"),
                            ("files-opened", "New files"),
                            ("contacts", "Contacts without a file"),
                            ("waiting", "Waiting time"),
                            ("theme", "Themes"),
                            ("channel", "Channels"),
                            ("kind", "Kinds of talk"),
                            ("outcome", "Outcomes"),
                            ("late", "Reported late"),
                        ],
                        max_length=12,
                    ),
                ),
                ("key", models.CharField(blank=True, max_length=60)),
                ("value", models.PositiveIntegerField()),
                ("people", models.PositiveIntegerField()),
                ("counted_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                    models.UniqueConstraint(
                        fields=("desk", "month", "span", "table", "key"), name="monthcount_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("month__day", 1)), name="monthcount_month_starts"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NationalReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("month", models.DateField()),
                (
                    "kind",
                    models.CharField(choices=[("pdf", "PDF"), ("xlsx", "Excel")], max_length=4),
                ),
                ("content", models.BinaryField()),
                ("checksum", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("month", "kind"), name="nationalreport_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportRun",
            fields=[
                (
                    "month",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="report_run",
                        serialize=False,
                        to="reporting.publication",
                    ),
                ),
                ("started_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ("-month",),
            },
        ),
        migrations.AddField(
            model_name="publishedcell",
            name="publication",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="cells",
                to="reporting.publication",
            ),
        ),
        migrations.AddField(
            model_name="publishedcell",
            name="region",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenancy.region",
            ),
        ),
        migrations.AddField(
            model_name="recountdifference",
            name="region",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.region"
            ),
        ),
        migrations.AddField(
            model_name="reportpart",
            name="region",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenancy.region",
            ),
        ),
        migrations.AddField(
            model_name="reportpart",
            name="run",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="parts",
                to="reporting.reportrun",
            ),
        ),
        migrations.AddConstraint(
            model_name="publishedcell",
            constraint=models.UniqueConstraint(
                fields=("publication", "span", "table", "region", "key"),
                name="publishedcell_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="publishedcell",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "shown"), ("value__isnull", False)),
                    models.Q(
                        models.Q(("state", "shown"), _negated=True),
                        ("is_public", False),
                        ("people__isnull", True),
                        ("value__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="publishedcell_withheld_has_no_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="recountdifference",
            constraint=models.UniqueConstraint(
                fields=("region", "month", "table"), name="recountdifference_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="reportpart",
            constraint=models.UniqueConstraint(
                fields=("run", "region"), name="reportpart_once", nulls_distinct=False
            ),
        ),
        operations.ProtectByDesk("monthcount"),
        operations.ProtectByDesk("deskreport"),
        # What was published or made stays as it is.
        operations.AppendOnly("publication"),
        operations.AppendOnly("publishedcell"),
        operations.AppendOnly("nationalreport"),
        operations.AppendOnly("deskreport"),
    ]
