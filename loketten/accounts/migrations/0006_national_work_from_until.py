from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_news_to_desks")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="national_from",
            field=models.DateField(editable=False, null=True, verbose_name="national work since"),
        ),
        migrations.AddField(
            model_name="user",
            name="national_until",
            field=models.DateField(
                editable=False, null=True, verbose_name="last day of national work"
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                name="user_national_work_ends_after_it_starts",
                condition=Q(national_from=None)
                | Q(national_until=None)
                | Q(national_until__gte=F("national_from")),
            ),
        ),
    ]
