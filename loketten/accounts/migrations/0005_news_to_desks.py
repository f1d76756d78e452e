import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import loketten.tenancy.constraints
import loketten.tenancy.context
import loketten.tenancy.fields
from loketten.tenancy import operations


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_cover"),
        ("tenancy", "0005_what_administrators_change"),
    ]

    operations = [
        migrations.CreateModel(
            name="News",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title_nl", models.CharField(max_length=120, verbose_name="Dutch title")),
                ("title_en", models.CharField(max_length=120, verbose_name="English title")),
                ("text_nl", models.TextField(max_length=1500, verbose_name="Dutch text")),
                ("text_en", models.TextField(max_length=1500, verbose_name="English text")),
                ("first_day", models.DateField(verbose_name="first day")),
                ("last_day", models.DateField(verbose_name="last day")),
                (
                    "desk_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(),
                        default=list,
                        size=None,
                        verbose_name="desks",
                    ),
                ),
                ("key", models.UUIDField(editable=False, unique=True)),
            ],
            options={
                "ordering": ("-first_day", "-pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last_day__gte", models.F("first_day"))),
                        name="news_ends_after_start",
                        violation_error_message="The last day is not before the first day.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NewsRead",
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
                    "member",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
                (
                    "news",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.news",
                    ),
                ),
            ],
            options={
                "constraints": [
                    loketten.tenancy.constraints.SameDesk(
                        field="member", name="accounts_newsread_member_same_desk"
                    ),
                    models.UniqueConstraint(
                        fields=("desk", "member", "news"), name="newsread_once"
                    ),
                ],
            },
        ),
        operations.ProtectByDesk("newsread"),
    ]
