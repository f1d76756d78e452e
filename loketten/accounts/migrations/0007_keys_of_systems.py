import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import loketten.tenancy.constraints
from loketten.tenancy import operations


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_national_work_from_until"),
        ("tenancy", "0006_words_for_the_emergency_door"),
    ]

    operations = [
        migrations.CreateModel(
            name="DeskKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("public_part", models.CharField(editable=False, max_length=12, unique=True)),
                (
                    "scopes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                (
                                    "clients:read",
                                    "Read clients: names, contact and the state of their files",
                                ),
                                (
                                    "talks:read",
                                    "Read talks: what counselors share, never their own notes",
                                ),
                                ("talks:write", "Log talks for counselors of this desk"),
                                ("trajectories:read", "Read trajectories"),
                                (
                                    "vacancies:write",
                                    "Read employers, and post, refresh and close vacancies",
                                ),
                            ],
                            max_length=20,
                        ),
                        size=None,
                        verbose_name="scopes",
                    ),
                ),
                ("digest", models.CharField(editable=False, max_length=64)),
                ("former_digest", models.CharField(blank=True, editable=False, max_length=64)),
                ("former_until", models.DateTimeField(editable=False, null=True)),
                (
                    "made_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                ("replaced_at", models.DateTimeField(editable=False, null=True)),
                ("ends_on", models.DateField(verbose_name="works until")),
                ("ended_at", models.DateTimeField(editable=False, null=True)),
                ("used_at", models.DateTimeField(editable=False, null=True)),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "desk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.desk",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
            ],
            options={
                "constraints": [
                    loketten.tenancy.constraints.SameDesk(
                        field="made_by", name="accounts_deskkey_made_by_same_desk"
                    ),
                    models.UniqueConstraint(fields=("desk", "key"), name="deskkey_form_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("scopes__len__gt", 0),
                            (
                                "scopes__contained_by",
                                [
                                    "clients:read",
                                    "talks:read",
                                    "talks:write",
                                    "trajectories:read",
                                    "vacancies:write",
                                ],
                            ),
                        ),
                        name="deskkey_has_scopes",
                        violation_error_message="Choose what the key may do.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("former_digest", ""), ("former_until__isnull", True)),
                            models.Q(
                                models.Q(("former_digest", ""), _negated=True),
                                ("former_until__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="deskkey_former_ends",
                    ),
                ],
            },
        ),
        # Read before a desk is open, to learn which; written inside its desk alone.
        operations.ProtectWritesByDesk("deskkey"),
    ]
