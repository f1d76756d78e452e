import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0005_what_administrators_change")]

    operations = [
        migrations.AlterModelOptions(
            name="desk",
            options={
                "ordering": ("display_name",),
                "verbose_name": "desk",
                "verbose_name_plural": "desks",
            },
        ),
        migrations.AlterField(
            model_name="regionmembership",
            name="municipality",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="memberships",
                to="tenancy.municipality",
                verbose_name="municipality",
            ),
        ),
        migrations.AlterField(
            model_name="regionmembership",
            name="region",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="memberships",
                to="tenancy.region",
                verbose_name="region",
            ),
        ),
    ]
