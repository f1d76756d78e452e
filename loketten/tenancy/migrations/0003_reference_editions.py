from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tenancy", "0002_name_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReferenceEdition",
            fields=[
                (
                    "content",
                    models.CharField(
                        max_length=40, primary_key=True, serialize=False, verbose_name="list"
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="valid from")),
                ("file_name", models.CharField(max_length=200, verbose_name="file")),
                ("digest", models.CharField(max_length=64, verbose_name="fingerprint of the file")),
                ("loaded_at", models.DateTimeField(verbose_name="loaded")),
            ],
            options={
                "verbose_name": "edition of a list",
                "verbose_name_plural": "editions of lists",
                "ordering": ["content"],
            },
        ),
    ]
