from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0003_shown_in_lists"),
        ("tenancy", "0006_words_for_the_emergency_door"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="entry",
            name="entry_member_has_number",
        ),
        migrations.AlterField(
            model_name="entry",
            name="actor_kind",
            field=models.CharField(
                choices=[
                    ("member", "Staff of the desk"),
                    ("user", "Somebody with an account"),
                    ("visitor", "Somebody without an account"),
                    ("key", "A connected system"),
                    ("system", "The portal itself"),
                ],
                max_length=8,
            ),
        ),
        migrations.AlterField(
            model_name="platformentry",
            name="actor_kind",
            field=models.CharField(
                choices=[
                    ("member", "Staff of the desk"),
                    ("user", "Somebody with an account"),
                    ("visitor", "Somebody without an account"),
                    ("key", "A connected system"),
                    ("system", "The portal itself"),
                ],
                max_length=8,
            ),
        ),
        # Whoever writes must not wait while all rows are read: 0005 does that.
        AddConstraintNotValid(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("actor_id__isnull", False), ("actor_kind__in", ["member", "user", "key"])
                    ),
                    models.Q(("actor_id__isnull", True), ("actor_kind__in", ["system", "visitor"])),
                    _connector="OR",
                ),
                name="entry_member_has_number",
            ),
        ),
    ]
