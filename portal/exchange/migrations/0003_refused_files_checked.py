from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    """Reads all rows while everybody writes on."""

    dependencies = [("exchange", "0002_refused_files")]

    operations = [ValidateConstraint(model_name="import", name="import_state_exists")]
