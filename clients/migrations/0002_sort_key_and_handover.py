import django.db.models.deletion
from django.db import migrations, models

import loketten.tenancy.constraints
import loketten.tenancy.folded


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("clients", "0001_initial"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="client", name="client_by_name"),
        migrations.AddField(
            model_name="client",
            name="sort_key",
            field=loketten.tenancy.folded.FoldedField(default="", of="sorting_name"),
            preserve_default=False,
        ),
        # Near enough until the next save of the client, which writes the exact key.
        migrations.RunSQL(
            "UPDATE clients_client SET sort_key = "
            "left(lower(unaccent(last_name || ' ' || first_name)), 120)",
            migrations.RunSQL.noop,
        ),
        migrations.AddIndex(
            model_name="client",
            index=models.Index(fields=["desk", "sort_key", "id"], name="client_by_name"),
        ),
        migrations.AddField(
            model_name="fileevent",
            name="to",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
            ),
        ),
        migrations.AddConstraint(
            model_name="fileevent",
            constraint=loketten.tenancy.constraints.SameDesk(
                field="to", name="clients_fileevent_to_same_desk"
            ),
        ),
        migrations.AddConstraint(
            model_name="fileevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "handed-over"), ("to__isnull", False)),
                    models.Q(("kind", "handed-over"), _negated=True),
                    _connector="OR",
                ),
                name="fileevent_handed_over_to_somebody",
            ),
        ),
    ]
