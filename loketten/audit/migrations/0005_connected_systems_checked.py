from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    """Reads all rows while everybody writes on."""

    dependencies = [("audit", "0004_connected_systems")]

    operations = [ValidateConstraint(model_name="entry", name="entry_member_has_number")]
