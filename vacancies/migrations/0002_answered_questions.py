import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_questions_of_visitors"),
        ("tenancy", "0004_periods_upside_down"),
        ("vacancies", "0001_places"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="deskrequest",
            name="deskrequest_can_be_answered",
        ),
        migrations.RemoveConstraint(
            model_name="deskrequest",
            name="deskrequest_answer_names_who",
        ),
        migrations.RemoveConstraint(
            model_name="interest",
            name="interest_can_be_answered",
        ),
        migrations.RemoveConstraint(
            model_name="interest",
            name="interest_answer_names_who",
        ),
        migrations.AddField(
            model_name="adreport",
            name="public_id",
            field=models.UUIDField(default=uuid.uuid4, editable=False),
        ),
        migrations.AddField(
            model_name="adreport",
            name="settled_note",
            field=models.CharField(
                blank=True, editable=False, max_length=300, verbose_name="what was done"
            ),
        ),
        migrations.AddField(
            model_name="deskrequest",
            name="erased_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="deskrequest",
            name="moment",
            field=models.CharField(
                choices=[
                    ("any", "It does not matter"),
                    ("morning", "In the morning"),
                    ("afternoon", "In the afternoon"),
                ],
                default="any",
                max_length=9,
                verbose_name="when does it suit you?",
            ),
        ),
        migrations.AddField(
            model_name="deskrequest",
            name="outcome",
            field=models.CharField(
                blank=True,
                choices=[
                    ("called", "By phone"),
                    ("mailed", "By e-mail"),
                    ("planned", "With an appointment"),
                    ("visited", "At the desk"),
                    ("unreachable", "Tried several times, not reached"),
                    ("double", "Asked the same before"),
                    ("elsewhere", "Belongs to somebody else"),
                    ("no-question", "Not a real question"),
                ],
                editable=False,
                max_length=11,
            ),
        ),
        migrations.AddField(
            model_name="interest",
            name="erased_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="interest",
            name="outcome",
            field=models.CharField(
                blank=True,
                choices=[
                    ("called", "By phone"),
                    ("mailed", "By e-mail"),
                    ("planned", "With an appointment"),
                    ("visited", "At the desk"),
                    ("unreachable", "Tried several times, not reached"),
                    ("double", "Asked the same before"),
                    ("elsewhere", "Belongs to somebody else"),
                    ("no-question", "Not a real question"),
                ],
                editable=False,
                max_length=11,
            ),
        ),
        migrations.AlterField(
            model_name="deskrequest",
            name="state",
            field=models.CharField(
                choices=[
                    ("new", "New"),
                    ("taken", "Somebody is on it"),
                    ("done", "Answered"),
                    ("dropped", "Not answered"),
                    ("withdrawn", "Withdrawn by the visitor"),
                ],
                default="new",
                editable=False,
                max_length=9,
            ),
        ),
        migrations.AlterField(
            model_name="interest",
            name="state",
            field=models.CharField(
                choices=[
                    ("new", "New"),
                    ("taken", "Somebody is on it"),
                    ("done", "Answered"),
                    ("dropped", "Not answered"),
                    ("withdrawn", "Withdrawn by the visitor"),
                ],
                default="new",
                editable=False,
                max_length=9,
            ),
        ),
        migrations.AddConstraint(
            model_name="adreport",
            constraint=models.UniqueConstraint(
                fields=("desk", "public_id"), name="adreport_public_id_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="adreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("settled_at__isnull", True),
                        ("settled_by__isnull", True),
                        ("settled_note", ""),
                    ),
                    models.Q(
                        ("settled_at__isnull", False),
                        ("settled_by__isnull", False),
                        models.Q(("settled_note", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="adreport_settled_says_who_and_what",
                violation_error_message="Say what was done.",
            ),
        ),
        migrations.AddConstraint(
            model_name="deskrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("erased_at__isnull", True),
                        models.Q(("name", ""), _negated=True),
                        models.Q(
                            models.Q(("email", ""), _negated=True),
                            models.Q(("phone", ""), _negated=True),
                            _connector="OR",
                        ),
                    ),
                    models.Q(
                        ("email", ""),
                        ("erased_at__isnull", False),
                        ("message", ""),
                        ("name", ""),
                        ("phone", ""),
                    ),
                    _connector="OR",
                ),
                name="deskrequest_can_be_answered",
                violation_error_message="Fill in your name, and your e-mail address or phone.",
            ),
        ),
        migrations.AddConstraint(
            model_name="deskrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answered_at__isnull", True),
                        ("answered_by__isnull", True),
                        ("state", "new"),
                    ),
                    models.Q(
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                        ("state__in", ["taken", "done", "dropped"]),
                    ),
                    models.Q(
                        ("answered_at__isnull", False),
                        ("erased_at__isnull", False),
                        ("state", "withdrawn"),
                    ),
                    _connector="OR",
                ),
                name="deskrequest_answer_names_who",
            ),
        ),
        migrations.AddConstraint(
            model_name="deskrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("outcome__in", ("called", "mailed", "planned", "visited")),
                        ("state", "done"),
                    ),
                    models.Q(
                        ("outcome__in", ("unreachable", "double", "elsewhere", "no-question")),
                        ("state", "dropped"),
                    ),
                    models.Q(("outcome", ""), ("state__in", ["new", "taken", "withdrawn"])),
                    _connector="OR",
                ),
                name="deskrequest_end_says_how",
            ),
        ),
        migrations.AddConstraint(
            model_name="deskrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("moment__in", ["any", "morning", "afternoon"])),
                name="deskrequest_moment_exists",
            ),
        ),
        migrations.AddConstraint(
            model_name="interest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("erased_at__isnull", True),
                        models.Q(("name", ""), _negated=True),
                        models.Q(
                            models.Q(("email", ""), _negated=True),
                            models.Q(("phone", ""), _negated=True),
                            _connector="OR",
                        ),
                    ),
                    models.Q(
                        ("email", ""),
                        ("erased_at__isnull", False),
                        ("message", ""),
                        ("name", ""),
                        ("phone", ""),
                    ),
                    _connector="OR",
                ),
                name="interest_can_be_answered",
                violation_error_message="Fill in your name, and your e-mail address or phone.",
            ),
        ),
        migrations.AddConstraint(
            model_name="interest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answered_at__isnull", True),
                        ("answered_by__isnull", True),
                        ("state", "new"),
                    ),
                    models.Q(
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                        ("state__in", ["taken", "done", "dropped"]),
                    ),
                    models.Q(
                        ("answered_at__isnull", False),
                        ("erased_at__isnull", False),
                        ("state", "withdrawn"),
                    ),
                    _connector="OR",
                ),
                name="interest_answer_names_who",
            ),
        ),
        migrations.AddConstraint(
            model_name="interest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("outcome__in", ("called", "mailed", "planned", "visited")),
                        ("state", "done"),
                    ),
                    models.Q(
                        ("outcome__in", ("unreachable", "double", "elsewhere", "no-question")),
                        ("state", "dropped"),
                    ),
                    models.Q(("outcome", ""), ("state__in", ["new", "taken", "withdrawn"])),
                    _connector="OR",
                ),
                name="interest_end_says_how",
            ),
        ),
    ]
