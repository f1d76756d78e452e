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
        ("advice", "0002_moved_talks"),
        ("tenancy", "0004_periods_upside_down"),
    ]

    operations = [
        migrations.CreateModel(
            name="Contact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "held_on",
                    models.DateField(default=django.utils.timezone.localdate, verbose_name="day"),
                ),
                ("remark", models.CharField(blank=True, max_length=200, verbose_name="remark")),
                (
                    "written_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                ("withdrawn_at", models.DateTimeField(editable=False, null=True)),
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
            ],
            options={
                "indexes": [
                    models.Index(fields=["desk", "-held_on", "-id"], name="contact_by_day")
                ],
                "constraints": [
                    loketten.tenancy.constraints.SameDesk(
                        field="counselor", name="advice_contact_counselor_same_desk"
                    ),
                    models.UniqueConstraint(fields=("desk", "key"), name="contact_key_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("held_on__gte", "2005-01-01"), ("held_on__lt", "2100-01-01")
                        ),
                        name="contact_in_our_time",
                        violation_error_message="Choose a day after 2004.",
                    ),
                    models.CheckConstraint(
                        condition=models.Func(
                            models.F("channel"),
                            models.Value("channel."),
                            function="starts_with",
                            output_field=models.BooleanField(),
                        ),
                        name="advice_contact_channel_code",
                        violation_error_message="This choice comes from another list. Choose another one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Func(
                            models.F("theme"),
                            models.Value("theme."),
                            function="starts_with",
                            output_field=models.BooleanField(),
                        ),
                        name="advice_contact_theme_code",
                        violation_error_message="This choice comes from another list. Choose another one.",
                    ),
                ],
            },
        ),
        operations.ProtectByDesk("contact"),
    ]
