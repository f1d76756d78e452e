from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tenancy", "0001_initial"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="place",
            name="place_search_key_trigrams",
        ),
        migrations.AddIndex(
            model_name="place",
            index=models.Index(
                fields=["search_key"], name="place_search_key", opclasses=["varchar_pattern_ops"]
            ),
        ),
        migrations.AddIndex(
            model_name="placealias",
            index=models.Index(
                fields=["search_key"], name="alias_search_key", opclasses=["varchar_pattern_ops"]
            ),
        ),
    ]
