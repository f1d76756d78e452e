from django.db import migrations, models


class Migration(migrations.Migration):
    beside_old_code = "There are some dozens of desks: their index is there before anybody waits."

    dependencies = [("tenancy", "0006_words_for_the_emergency_door")]

    operations = [
        migrations.AddIndex(
            model_name="desk",
            index=models.Index(fields=["closed_on"], name="desk_by_end"),
        ),
    ]
