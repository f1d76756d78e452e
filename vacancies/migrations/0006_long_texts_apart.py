from django.db import migrations


class Migration(migrations.Migration):
    """Keeps what is long in a listing beside its row, so that counting reads a quarter of the pages.

    Rows that are there follow when they are written again, at the latest when they are refreshed.
    """

    dependencies = [("vacancies", "0005_visits_change")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE vacancies_listing SET (toast_tuple_target = 256)",
            "ALTER TABLE vacancies_listing RESET (toast_tuple_target)",
        ),
    ]
