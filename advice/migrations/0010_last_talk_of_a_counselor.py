from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    beside_old_code = "It is built while everybody writes on."
    atomic = False

    dependencies = [("advice", "0009_joined_requests")]

    operations = [
        AddIndexConcurrently(
            model_name="advicesession",
            index=models.Index(fields=["desk", "counselor", "-id"], name="session_of_counselor"),
        ),
    ]
