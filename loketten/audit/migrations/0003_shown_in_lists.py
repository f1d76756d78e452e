from django.db import migrations, models

import loketten.tenancy.context
import loketten.tenancy.fields
from loketten.tenancy import operations

# With the entry, by the database: a list that is logged can never be missing here, and costs the
# request no statement more.
KEEP_UP = """
CREATE FUNCTION audit_keep_shown() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO audit_shown (desk_id, entry, shown_id)
    SELECT DISTINCT NEW.desk_id, NEW.id, one FROM unnest(NEW.shown_ids) AS one;
    RETURN NULL;
END $$;
CREATE TRIGGER keep_shown AFTER INSERT ON audit_entry
FOR EACH ROW WHEN (NEW.shown_ids <> '{}') EXECUTE FUNCTION audit_keep_shown();
INSERT INTO audit_shown (desk_id, entry, shown_id)
SELECT DISTINCT desk_id, id, one FROM audit_entry, unnest(shown_ids) AS one;
"""
NO_MORE = "DROP TRIGGER keep_shown ON audit_entry; DROP FUNCTION audit_keep_shown();"


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0002_entries_by_moment"),
        ("tenancy", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Shown",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("entry", models.BigIntegerField()),
                ("shown_id", models.BigIntegerField()),
                (
                    "desk",
                    loketten.tenancy.fields.DeskColumn(
                        default=loketten.tenancy.context.current_desk_id,
                        editable=False,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to="tenancy.desk",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("desk", "shown_id", "entry"), name="shown_once")
                ],
            },
        ),
        operations.ProtectByDesk("Shown"),
        operations.AppendOnly("Shown"),
        migrations.RunSQL(KEEP_UP, NO_MORE),
    ]
